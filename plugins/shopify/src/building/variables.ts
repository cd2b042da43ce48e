type Texts = Readonly<Record<string, string>>

/** Declares the variables of a document, from their types: `$first: Int!, $after: String`. */
export const declaring = (types: Texts): string =>
  Object.entries(types)
    .map(([name, type]) => `$${name}: ${type}`)
    .join(', ')

/** Passes variables on to the arguments of the same names: `first: $first, after: $after`. */
export const passing = (variables: Texts): string =>
  Object.keys(variables)
    .map((name) => `${name}: $${name}`)
    .join(', ')
