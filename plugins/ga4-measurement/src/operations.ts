import { defineOperation, Problem, Type } from '@patchbay/contract'
import { bodyOf, eventFields, streamOf } from './event.ts'
import { validate as check, type Sender } from './validate.ts'
import { measurement } from './vendor.ts'

const sale = {
  clientId: '1837260452.1764201600',
  events: [
    {
      name: 'purchase',
      params: {
        transaction_id: 'T-1042',
        currency: 'EUR',
        value: 59.8,
        items: [{ item_id: 'SKU-7', item_name: 'Watering can', quantity: 2, price: 29.9 }],
      },
    },
  ],
}

const validate = defineOperation(measurement, {
  title: 'Check events',
  description:
    'What Google finds wrong with events before they are sent: names, parameters, missing currency. Nothing is counted. Google checks neither the secret nor the stream here. Without events it checks one of its own, which shows that the way there works.',
  effect: 'read',
  input: Type.Object(eventFields),
  output: Type.Object({
    isValid: Type.Boolean(),
    findings: Type.Array(
      Type.Object({
        path: Type.String({ description: 'JSON pointer into the input.' }),
        message: Type.String(),
        code: Type.String({ description: 'Such as NAME_INVALID or VALUE_REQUIRED.' }),
      }),
    ),
  }),
  examples: [{ title: 'A sale', input: sale, output: { isValid: true, findings: [] } }],
  async run(context) {
    const { input } = context
    const given =
      input.events === undefined
        ? { clientId: '1.1', appInstanceId: '0'.repeat(32), ...input, events: [{ name: 'patchbay_check' }] }
        : input
    const findings = await check({ ...context, input: given } as Sender)
    return { isValid: findings.length === 0, findings }
  },
})

const Nothing = Type.Unknown()

const send = defineOperation(measurement, {
  title: 'Send events',
  description:
    'Adds events to Google Analytics that no tag or app has seen, such as a refund or an order by phone. They are checked first, since Google takes wrong ones without a word and drops them. It says nothing of those that it takes either: look at the realtime report. Off unless the connection allows it. Sending twice counts twice, except for purchases with the same transaction_id.',
  effect: 'write',
  input: Type.Object({ ...eventFields, events: eventFields.events }),
  output: Type.Object({
    sent: Type.Integer({ minimum: 0, description: 'Events that Google has received.' }),
  }),
  examples: [{ title: 'A sale', input: sale, output: { sent: 1 } }],
  async run(context) {
    const { input, config, http, now } = context
    if (config.allowSending !== true) {
      throw new Problem('disabled', {
        detail: 'The connection does not allow events to be sent.',
        advice: 'Set `allowSending` in the config of the connection; events.validate works without it.',
      })
    }
    const { events = [] } = input
    if (events.length === 0) {
      throw new Problem('invalid_input', {
        detail: 'There is nothing to send.',
        errors: [{ path: '/events', message: 'is missing' }],
      })
    }
    const findings = await check(context)
    if (findings.length > 0) {
      throw new Problem('vendor_rejected', {
        detail: `Google would drop this: ${findings.map(({ message }) => message).join(' ')}`,
        errors: findings.map(({ path, message }) => ({ path, message })),
      })
    }
    await http.request({
      method: 'POST',
      path: '/mp/collect',
      query: streamOf(config),
      json: bodyOf(input, config, now),
      response: Nothing,
    })
    return { sent: events.length }
  },
})

export const events = { 'events.validate': validate, 'events.send': send }
