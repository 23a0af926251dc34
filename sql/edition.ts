/** Which edition of docs/rules.md the numbers follow. Raised when the rules change; facts and reports say by which they are. */
export const RULES_EDITION = 2
