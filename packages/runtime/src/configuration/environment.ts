/** The variables of this process. Only this folder reads them, so that every variable in use is one in the schema. */
export const environment: Readonly<Record<string, string | undefined>> = process.env
