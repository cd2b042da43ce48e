import { isObject, listOf } from '../../json.ts'
import type { Execution } from '../execution.ts'
import { tagsIn } from '../mutations/conventions.ts'
import { rowsOf, type Row } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

const most = { note: 5_000, tags: 250 }

/** What a merge would lead to: the first goes on, with what the second has beyond. */
function customerMergePreview(args: Arguments, { state }: Execution) {
  const [one, two] = ['customerOneId', 'customerTwoId'].map((name) => state.byId.get(String(args[name])))
  if (one === undefined || two === undefined || one === two) {
    const message = one === two ? 'Customers IDs should not match' : 'Customer does not exist'
    return { customerMergeErrors: [{ errorFields: [], message }] }
  }
  const tags = tagsIn([...listOf(one['tags']), ...listOf(two['tags'])])
  const note = [one['note'], two['note']].filter((part) => typeof part === 'string').join(' ')
  const isBlocked = note.length > most.note || tags.length > most.tags
  const hasCards = [one, two].filter((each) => holdsCard(state, each))
  return {
    resultingCustomerId: one.id,
    defaultFields: {
      displayName: one['displayName'],
      firstName: one['firstName'] ?? two['firstName'],
      lastName: one['lastName'] ?? two['lastName'],
      email: one['defaultEmailAddress'] ?? two['defaultEmailAddress'],
      phoneNumber: one['defaultPhoneNumber'] ?? two['defaultPhoneNumber'],
      note: note === '' ? null : note,
      tags: tags.sort(),
      orderCount: String(listOf(one['orders']).length + listOf(two['orders']).length),
    },
    blockingFields: isBlocked ? { note, tags } : null,
    customerMergeErrors: hasCards.map((each) => ({
      errorFields: ['GIFT_CARDS'],
      message: `${String(each['displayName'])} has gift cards and can’t be merged.`,
    })),
  }
}

const holdsCard = (state: Execution['state'], customer: Row): boolean =>
  rowsOf(state, 'GiftCard').some(({ customer: owner }) => isObject(owner) && owner['id'] === customer.id)

export const customerRoots = { customerMergePreview }
