import type { Limit } from '@patchbay/contract'
import { withSection } from '../documents/sections.ts'
import { declaredObjectives } from '../objectives/declared-objectives.ts'
import { objectiveInWords } from '../objectives/objective-words.ts'
import { promptRows, resourceRows } from './capability-reference.ts'
import type { ConnectorDescription, OperationDescription } from './connector-description.ts'
import { cell, codes, firstSentence } from './reference-text.ts'

/** The tables of a connector's README: operations, authentication, limits. Made from its description alone. */
export function connectorReference(description: ConnectorDescription): string {
  const { id, vendor, operations, auth, limits, objectives, check, stability } = description
  const sunset = vendor.sunset === null ? 'not announced' : vendor.sunset
  return [
    `API: ${vendor.api} ([documentation](${vendor.docs})). End of support: ${sunset}. Stability: ${stability}. Check of a connection: \`${check}\`.`,
    '',
    `Promised over 30 days: ${declaredObjectives(id, objectives).map(objectiveInWords).join('; ')}.`,
    '',
    '### Operations',
    '',
    '| operation | effect | scopes | cost | cache | what it does |',
    '| --- | --- | --- | --- | --- | --- |',
    ...operations.map((operation) => operationRow(operation, description)),
    '',
    ...promptRows(description),
    ...resourceRows(description),
    '### Authentication',
    '',
    '| kind | credentials | how to obtain it |',
    '| --- | --- | --- |',
    ...Object.entries(auth).map(
      ([id, { title, credentials, help }]) =>
        `| \`${id}\`: ${cell(title)} | ${codes(Object.keys(credentials['properties'] as object))} | ${cell(help)} |`,
    ),
    '',
    '### Limits of the vendor',
    '',
    ...(Object.keys(limits).length === 0
      ? ['None are known.']
      : [
          '| limit | what it allows | counted per | source |',
          '| --- | --- | --- | --- |',
          ...Object.entries(limits).map(limitRow),
        ]),
  ].join('\n')
}

/** The text with its part for the reference written anew; undefined if it has no such part. */
export function withReference(text: string, reference: string): string | undefined {
  return withSection(text, 'reference', reference)
}

function operationRow(
  operation: OperationDescription,
  { operations, stability: ofConnector }: ConnectorDescription,
): string {
  const { id, effect, scopes, cost, description, stability, asks } = operation
  const costs = Object.entries(cost).map(
    ([limit, amount]) => `${limit}: ${amount === 'computed' ? 'by input' : amount}`,
  )
  const notes = [...(stability === ofConnector ? [] : [stability]), ...(asks === true ? ['asks'] : [])]
  const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`
  return `| \`${id}\`${note} | ${effect} | ${codes(scopes)} | ${costs.join(', ')} | ${caching(operation, operations)} | ${cell(firstSentence(description))} |`
}

/** How long answers are kept, or which kept answers the operation ends. */
function caching(
  { cache, invalidates }: OperationDescription,
  operations: readonly OperationDescription[],
): string {
  if (cache === null) {
    const kept = new Set(operations.flatMap((other) => other.cache?.tags ?? []))
    const ended = invalidates.filter((tag) => kept.has(tag))
    return ended.length === 0 ? '' : `ends ${codes(ended)}`
  }
  const { ttl, staleWhileRevalidate, staleIfError } = cache
  return [
    ttl,
    ...(staleWhileRevalidate === undefined ? [] : [`then stale for ${staleWhileRevalidate}`]),
    ...(staleIfError === undefined ? [] : [`on failure for ${staleIfError}`]),
  ].join(', ')
}

function limitRow([id, limit]: [string, Limit]): string {
  return `| \`${id}\` | ${allowance(limit)} | ${limit.per.join(', ')} | ${cell(limit.source)} |`
}

function allowance(limit: Limit): string {
  switch (limit.kind) {
    case 'bucket':
      return `${limit.capacity} ${limit.unit}, ${limit.refillPerSecond} back each second`
    case 'window':
      return `${limit.amount} ${limit.unit} in ${limit.window}${limit.timeZone === undefined ? '' : ` (${limit.timeZone})`}`
    case 'concurrency':
      return `${limit.amount} ${limit.unit} at once`
  }
}
