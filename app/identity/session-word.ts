/** What the server says of this browser's session; `leftSeconds` until it ends without use, null while a visit keeps it open. Its word decides. */
export type SessionWord = { open: true; leftSeconds: number | null } | { open: false };
