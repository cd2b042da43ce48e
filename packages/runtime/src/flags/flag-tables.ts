/** The tables of this folder. */
export interface FlagTables {}
