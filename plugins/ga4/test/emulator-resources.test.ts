import t from 'tap'
import { named, property, startAnalytics, valuesOf, week } from './support/analytics.ts'
import { emulatorTime } from './support/call.ts'

const beta = `/v1beta/properties/${property.shop}`
const alpha = `/v1alpha/properties/${property.shop}`
const order = {
  audience: `properties/${property.shop}/audiences/2`,
  dimensions: [{ dimensionName: 'deviceId' }],
}

t.test('an export is there some seconds after it was begun', async (t) => {
  const { send, setTime } = await startAnalytics(t)
  const { body: operation } = await send('POST', `${beta}/audienceExports`, order)
  const name = String(operation['name'])
  t.match(operation['response'], { name, state: 'CREATING', percentageCompleted: 0 })
  t.match(await send('POST', `/v1beta/${name}:query`, {}), {
    status: 400,
    body: { error: { status: 'FAILED_PRECONDITION' } },
  })
  setTime(emulatorTime + 7_500)
  t.match((await send('GET', `/v1beta/${name}`)).body, { state: 'CREATING', percentageCompleted: 50 })
  setTime(emulatorTime + 15_000)
  const { body: ready } = await send('GET', `/v1beta/${name}`)
  t.match(ready, { state: 'ACTIVE', audienceDisplayName: 'Purchasers', rowCount: 187 })
  const { body: first } = await send('POST', `/v1beta/${name}:query`, { limit: 100 })
  const { body: second } = await send('POST', `/v1beta/${name}:query`, { limit: 100, offset: '100' })
  const users = [first, second].flatMap((body) => body['audienceRows'] as object[])
  t.equal(users.length, 187)
  t.equal(new Set(users.map((user) => JSON.stringify(user))).size, 187, 'every user is another one')
})

t.test('an export must be of an audience and of fields that there are', async (t) => {
  const { send } = await startAnalytics(t)
  for (const wrong of [
    { ...order, audience: `properties/${property.shop}/audiences/77` },
    { ...order, audience: `properties/${property.sampled}/audiences/2` },
    { ...order, dimensions: [] },
    { ...order, dimensions: [{ dimensionName: 'country' }] },
  ])
    t.equal((await send('POST', `${beta}/audienceExports`, wrong)).status, 400, JSON.stringify(wrong))
  t.equal((await send('GET', `${beta}/audienceExports/1`)).status, 404)
})

t.test('lists come in pages, newest first', async (t) => {
  const { send } = await startAnalytics(t)
  await send('POST', `${beta}/audienceExports`, order)
  const names: string[] = []
  let token = ''
  do {
    const { body } = await send('GET', `${beta}/audienceExports?pageSize=3&pageToken=${token}`)
    names.push(
      ...(body['audienceExports'] as Array<{ name: string }>).map(({ name }) => name.split('/').at(-1) ?? ''),
    )
    token = (body['nextPageToken'] as string | undefined) ?? ''
  } while (token !== '')
  t.same(names, ['1001', '103', '102', '101'])
  t.equal((await send('GET', `${beta}/audienceExports?pageToken=nonsense`)).status, 400)
})

t.test('a report task keeps the report of its day', async (t) => {
  const { send, setTime, report } = await startAnalytics(t)
  const definition = {
    dimensions: named('date'),
    metrics: named('sessions'),
    dateRanges: [{ startDate: '2daysAgo', endDate: 'yesterday' }],
  }
  const { body: expected } = await report(definition)
  const { body: operation } = await send('POST', `${alpha}/reportTasks`, { reportDefinition: definition })
  const name = String(operation['name'])
  t.match(operation['response'], { reportMetadata: { state: 'CREATING' } })
  setTime(emulatorTime + 3 * 86_400_000)
  t.match((await send('GET', `/v1alpha/${name}`)).body, {
    reportMetadata: { state: 'ACTIVE', taskRowCount: 2 },
  })
  const { body } = await send('POST', `/v1alpha/${name}:query`, {})
  t.same(body.rows, expected.rows)
  const wrong = await send('POST', `${alpha}/reportTasks`, {
    reportDefinition: { ...definition, metrics: named('none') },
  })
  t.equal(wrong.status, 400, 'what is wrong with it is said at once')
})

t.test('a recurring list takes an address that can be called', async (t) => {
  const { send } = await startAnalytics(t)
  const create = (webhookNotification: object) =>
    send('POST', `${alpha}/recurringAudienceLists`, {
      ...order,
      activeDaysRemaining: 30,
      webhookNotification,
    })
  t.equal((await create({ uri: 'http://example.com/' })).status, 400)
  t.equal((await create({ uri: 'https://example.com/', channelToken: 'x'.repeat(65) })).status, 400)
  const { body } = await create({ uri: 'https://example.com/hook' })
  t.match(body, { activeDaysRemaining: 30, audienceDisplayName: 'Purchasers' })
  t.same((await send('GET', `/v1alpha/${String(body['name'])}`)).body, body)
})

t.test('conversions are key events by their ids', async (t) => {
  const { send, report } = await startAnalytics(t)
  const request = { metrics: named('keyEvents'), dateRanges: [week] }
  const { body } = await send('POST', `${alpha}:runReport`, {
    ...request,
    conversionSpec: { conversionActions: ['conversionActions/4100'], attributionModel: 'LAST_CLICK' },
  })
  const { body: purchases } = await report({ ...request, metrics: named('keyEvents:purchase') })
  t.same(valuesOf(body.rows?.[0] ?? {}), valuesOf(purchases.rows?.[0] ?? {}))
  const wrong = { ...request, conversionSpec: { conversionActions: ['conversionActions/1'] } }
  t.equal((await send('POST', `${alpha}:runReport`, wrong)).status, 400)
})
