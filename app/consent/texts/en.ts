import type { DocumentTexts } from './document.ts';
import { releaseToAgency } from './en/release-to-agency.ts';
import { releaseToSchool } from './en/release-to-school.ts';
import { service } from './en/service.ts';
import { telehealth } from './en/telehealth.ts';

export const en: DocumentTexts = { service, telehealth, release_to_agency: releaseToAgency, release_to_school: releaseToSchool };
