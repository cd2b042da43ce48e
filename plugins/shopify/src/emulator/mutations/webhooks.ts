import { textOf } from '../../json.ts'
import { rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { created, removed, updated } from './conventions.ts'

const address = ['webhookSubscription', 'callbackUrl']

/** Shopify speaks of the address as `callbackUrl`, whatever the input calls it. */
function check({ values, args, state }: MutationCall, row: Row | undefined): void {
  const uri = textOf(values['uri'])
  if (uri === undefined && row === undefined) throw refuse(address, "Address can't be blank")
  if (uri !== undefined) checkAddress(uri)
  const topic = args['topic'] ?? row?.['topic']
  const others = rowsOf(state, 'WebhookSubscription').filter((each) => each !== row)
  if (others.some((each) => each['topic'] === topic && each['uri'] === uri)) {
    throw refuse(address, 'Address for this topic has already been taken')
  }
  const sentTo = uri ?? textOf(row?.['uri'])
  if (sentTo?.startsWith('https:') === false && (values['format'] ?? row?.['format']) === 'XML') {
    throw refuse(['webhookSubscription', 'format'], "Format can only be used with format: 'json'")
  }
  const filter = textOf(values['filter']) ?? ''
  if (filter !== '' && !/\w:/.test(filter)) {
    throw refuse(
      ['webhookSubscription'],
      'The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.',
    )
  }
  const name = textOf(values['name'])
  if (name !== undefined && others.some((each) => each['name'] === name)) {
    throw refuse(['webhookSubscription', 'name'], 'Name already exists, no duplicate allowed')
  }
}

function checkAddress(uri: string): void {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(uri) ?? []
  if (scheme === undefined) throw refuse(address, 'Address is invalid')
  if (scheme === 'arn') {
    if (!/^arn:aws:events:[a-z0-9-]+::event-source\/aws\.partner\/shopify\.com/.test(uri))
      throw refuse(address, 'Address is not a valid AWS ARN')
    return
  }
  if (scheme === 'pubsub') {
    if (!/^pubsub:\/\/[^:/]+:[^:/]+$/.test(uri))
      throw refuse(
        address,
        'Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic',
      )
    return
  }
  if (scheme !== 'https') throw refuse(address, `Address protocol ${scheme}:// is not supported`)
  if (!URL.canParse(uri)) throw refuse(address, 'Address is invalid')
}

export const webhookMutations = {
  webhookSubscriptionCreate: created({
    check,
    finish(row, { args }) {
      const common = {
        format: 'JSON',
        includeFields: [],
        metafieldNamespaces: [],
        apiVersion: { handle: '2026-10' },
      }
      Object.assign(row, { ...common, topic: args['topic'] }, { ...row })
    },
  }),
  webhookSubscriptionUpdate: updated({ check }),
  webhookSubscriptionDelete: removed('WebhookSubscription'),
} satisfies Record<string, Mutation>
