import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { reportToParent } from '../processes/report-to-parent.ts'

// A collector of OpenTelemetry that takes all and keeps nothing.
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().once('end', () => {
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
})
server.listen(0, '127.0.0.1', () => {
  reportToParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
