/** The tables of this folder. */
export interface AccessTables {}
