/** The tables of this folder. */
export interface UsageTables {}
