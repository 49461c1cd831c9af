import type { DocumentTexts } from './document.ts';
import { releaseToAgency } from './es/release-to-agency.ts';
import { releaseToSchool } from './es/release-to-school.ts';
import { service } from './es/service.ts';
import { telehealth } from './es/telehealth.ts';

export const es: DocumentTexts = { service, telehealth, release_to_agency: releaseToAgency, release_to_school: releaseToSchool };
