export const caseload = {} as const;
