import type { VendorBehavior } from '../support/fake-vendor.ts'

const countries = ['Germany', 'United States', 'Japan', 'Brazil', 'France', 'India', 'Kenya']

const rowOf = (number: number): string =>
  `{"dimensionValues":[{"value":"2026${String(1 + (number % 12)).padStart(2, '0')}15"},{"value":"/products/garden/item-${String(number).padStart(8, '0')}"},{"value":"${countries[number % countries.length]}"}],"metricValues":[{"value":"${(number * 7) % 1_000}"},{"value":"${((number % 97) / 97).toFixed(6)}"}]}`

const head =
  '{"dimensionHeaders":[{"name":"date"},{"name":"pagePath"},{"name":"country"}],"metricHeaders":[{"name":"sessions","type":"TYPE_INTEGER"},{"name":"engagementRate","type":"TYPE_FLOAT"}],"rows":['

const quota = (remaining: number) => ({ consumed: 10, remaining })

const tail = (rows: number): string =>
  `],"rowCount":${rows},"metadata":{"currencyCode":"EUR","timeZone":"Europe/Berlin"},"propertyQuota":${JSON.stringify(
    {
      tokensPerDay: quota(190_000),
      tokensPerHour: quota(39_000),
      tokensPerProjectPerHour: quota(13_900),
      concurrentRequests: quota(9),
      serverErrorsPerProjectPerHour: quota(10),
      potentiallyThresholdedRequestsPerHour: quota(120),
    },
  )},"kind":"analyticsData#runReport"}`

/** A property of Google Analytics with one report of so many rows, which is made as it is read and held nowhere. */
export function bigReport(rows: number): VendorBehavior {
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
      if (request.url === '/token') {
        response.end('{"access_token":"ya29.drill","expires_in":3599,"token_type":"Bearer"}')
        return
      }
      const { offset = '0', limit = '10000' } = JSON.parse(Buffer.concat(chunks).toString()) as {
        offset?: string
        limit?: string
      }
      const end = Math.min(rows, Number(offset) + Number(limit))
      const parts: string[] = []
      for (let number = Number(offset); number < end; number += 1) parts.push(rowOf(number))
      response.end(head + parts.join(',') + tail(rows))
    })
  }
}
