import { defineOperation, Problem, Type } from '@patchbay/contract'
import { costOfAllowed, type RawQuery } from '../graphql-guard.ts'
import { answerOf, askWithCost } from '../graphql.ts'
import { shopify } from '../vendor.ts'

// Queries differ from call to call; what is relied on in their answers does not.
const response = answerOf(Type.Record(Type.String(), Type.Unknown()))

/** A query that will be refused anyway costs nothing at Shopify; the run says what is wrong with it. */
function costOrNothing(query: RawQuery): number {
  try {
    return costOfAllowed(query)
  } catch (error) {
    if (Problem.is(error)) return 0
    throw error
  }
}

const query = defineOperation(shopify, {
  title: 'Run a GraphQL query',
  description:
    "Any read of Shopify's Admin GraphQL API, for what no other operation answers. The query is checked against the schema before it is sent, and refused if it changes anything or costs more than 1,000 points. Every connection needs `first` or `last`. Prefer the other operations: their answers are flat and cached.",
  effect: 'read',
  input: Type.Object({
    query: Type.String({
      minLength: 1,
      maxLength: 50_000,
      description: 'A document with one query, or several and `operationName`.',
    }),
    variables: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Values of its variables.' }),
    ),
    operationName: Type.Optional(Type.String({ description: 'Which query of the document is meant.' })),
  }),
  output: Type.Object({
    data: Type.Record(Type.String(), Type.Unknown(), { description: 'As Shopify answered it.' }),
    cost: Type.Object({
      requested: Type.Number({ description: 'Points that the query could have cost.' }),
      actual: Type.Number({ description: 'Points that it did cost.' }),
    }),
  }),
  cost: { points: costOrNothing },
  examples: [
    {
      title: 'Vendors of products',
      input: { query: '{ productVendors(first: 3) { nodes } }' },
      output: {
        data: { productVendors: { nodes: ['Alderbrook', 'Cairn & Co', 'Fjordline'] } },
        cost: { requested: 2, actual: 2 },
      },
    },
  ],
  async run(context) {
    const { input } = context
    const estimate = costOfAllowed(input)
    const { query: text, variables, operationName } = input
    const { data, cost } = await askWithCost(context, { text, operationName, response }, variables)
    return {
      data,
      cost: {
        requested: cost?.requestedQueryCost ?? estimate,
        actual: cost?.actualQueryCost ?? estimate,
      },
    }
  },
})

/** What it sends is the caller's. */
export const graphql = { 'graphql.query': query }
