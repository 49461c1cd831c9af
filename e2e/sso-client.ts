/** How the portal of the journeys knows its district's single sign-on. */
export const ssoClient = { id: 'hallway', secret: 'only-for-tests-single-sign-on', name: 'Mill Creek Sign-On' } as const;
