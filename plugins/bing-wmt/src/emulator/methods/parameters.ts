import { data, failure, typed } from '../answers.ts'
import { wireDate } from '../calendar.ts'
import { onSite, text, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'

export const parameters: Methods = {
  GetQueryParameters: onSite('GET', (site, { state, now }) =>
    data(
      recordsOf(state, site, now).parameters.map(({ name, isEnabled, date }) =>
        typed('QueryParameter', { Date: wireDate(date), IsEnabled: isEnabled, Parameter: name, Source: 0 }),
      ),
    ),
  ),
  AddQueryParameter: onSite('POST', (site, call) => {
    const name = text(call, 'queryParameter')
    if (name === undefined) return failure(8)
    const records = recordsOf(call.state, site, call.now)
    if (records.parameters.some((each) => each.name === name)) return failure(12)
    records.parameters.push({ name, isEnabled: true, date: call.now })
    return data(null)
  }),
  RemoveQueryParameter: onSite('POST', (site, call) => {
    const name = text(call, 'queryParameter')
    const records = recordsOf(call.state, site, call.now)
    if (!records.parameters.some((each) => each.name === name)) return failure(11)
    records.parameters = records.parameters.filter((each) => each.name !== name)
    return data(null)
  }),
  EnableDisableQueryParameter: onSite('POST', (site, call) => {
    const name = text(call, 'queryParameter')
    const isEnabled = call.parameters['isEnabled']
    if (typeof isEnabled !== 'boolean') return failure(8)
    const known = recordsOf(call.state, site, call.now).parameters.find((each) => each.name === name)
    if (known === undefined) return failure(11)
    Object.assign(known, { isEnabled, date: call.now })
    return data(null)
  }),
}
