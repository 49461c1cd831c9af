import type { Language } from '../i18n/languages.ts';
import type { DocumentText } from './document-text.ts';
import type { Purpose } from './purposes.ts';
import { releaseToAgency as releaseToAgencyEn } from './texts/en/release-to-agency.ts';
import { releaseToSchool as releaseToSchoolEn } from './texts/en/release-to-school.ts';
import { service as serviceEn } from './texts/en/service.ts';
import { telehealth as telehealthEn } from './texts/en/telehealth.ts';
import { releaseToAgency as releaseToAgencyEs } from './texts/es/release-to-agency.ts';
import { releaseToSchool as releaseToSchoolEs } from './texts/es/release-to-school.ts';
import { service as serviceEs } from './texts/es/service.ts';
import { telehealth as telehealthEs } from './texts/es/telehealth.ts';

/** The version of the texts below. A change of a single word is a new version: what was published never changes. */
export const documentsVersion = 1;

/**
 * What Hallway publishes into a partnership. The releases carry what FERPA asks of a consent (34 CFR 99.30: which records, what for, to whom);
 * signature and date come with the signing.
 */
export const documents: Readonly<Record<Language, Readonly<Record<Purpose, DocumentText>>>> = {
  en: { service: serviceEn, telehealth: telehealthEn, release_to_agency: releaseToAgencyEn, release_to_school: releaseToSchoolEn },
  es: { service: serviceEs, telehealth: telehealthEs, release_to_agency: releaseToAgencyEs, release_to_school: releaseToSchoolEs },
};
