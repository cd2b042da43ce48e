/** A name of Google's in one spelling: newer answers say `BY_PAGE` where older ones say `byPage`. */
export const camelCase = (name: string): string =>
  /^[A-Z_]+$/.test(name)
    ? name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : name
