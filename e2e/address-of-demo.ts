/** The address that the filled demo's own links name; in the house of a journey they lead to that house. */
export const addressOfDemo = 'http://localhost:4300';
