import { isObject } from '../../json.ts'
import { money } from '../state.ts'
import { refuse, type Mutation } from './call.ts'
import { created, existing, updated } from './conventions.ts'

const create = created({
  check({ values: { initialAmount: given } }) {
    if (!isObject(given) || Number(given['amount']) <= 0)
      throw refuse(['input', 'initialAmount'], 'Initial value must be greater than 0', 'GREATER_THAN')
  },
  finish(card, { values: { initialAmount: given } }) {
    const value = money(isObject(given) ? Math.round(Number(given['amount']) * 100) : 0)
    const lastCharacters = card.id.slice(-4)
    const maskedCode = `•••• •••• •••• ${lastCharacters}`
    Object.assign(card, { lastCharacters, maskedCode, enabled: true, balance: value, initialValue: value })
  },
})

export const giftCardMutations = {
  giftCardCreate: (call) => {
    const made = create(call)
    const card = made['giftCard']
    return { ...made, giftCardCode: `fernwehcard${isObject(card) ? String(card['lastCharacters']) : ''}` }
  },
  giftCardUpdate: updated(),
  giftCardDeactivate(call) {
    const giftCard = existing(call, 'GiftCard')
    if (giftCard['enabled'] === true) {
      Object.assign(giftCard, { enabled: false, deactivatedAt: call.time, updatedAt: call.time })
    }
    return { giftCard }
  },
} satisfies Record<string, Mutation>
