import { loadBenchCall } from './bench-connector.ts'
import { cases } from './cases.ts'
import { compare, type Way } from './costs/compare.ts'
import { readCostOptions } from './costs/read-cost-options.ts'
import { tell } from './costs/tell.ts'
import { warmUp } from './load/warm-up.ts'
import { prepareRequest } from './prepare-request.ts'
import { startServerProcess, type ServerProcess } from './processes/server-process.ts'

// What do traces cost, of which a tenth is kept and sent to a collector? Two servers, of which one has no traces.
const options = readCostOptions(process.argv.slice(2))
const callerKey = 'bench-caller-key-0123'
const running: ServerProcess[] = []

async function start(script: string, parameters: string[], core: number | undefined): Promise<ServerProcess> {
  const server = await startServerProcess({ script: new URL(script, import.meta.url), parameters, core })
  running.push(server)
  return server
}

try {
  const { server: serverCore, load: loadCore } = options.cores ?? {}
  const upstream = await start('servers/upstream.ts', [], loadCore)
  const collector = await start('servers/span-sink.ts', [], loadCore)
  const post = cases.find(({ id }) => id === 'post')
  if (post === undefined) throw new Error('There is no case of a plain call.')
  const call = await loadBenchCall()
  const open = async (parameters: string[]): Promise<Way> => {
    const server = await start('servers/patchbay.ts', [upstream.origin, callerKey, ...parameters], serverCore)
    const request = await prepareRequest(post, server.origin, callerKey, call)
    await warmUp(request, options.connections, options.warmUp)
    return { server, request }
  }
  const ways = [await open([]), await open(['', '', '', collector.origin])] as const
  const compared = await compare(ways, options)
  const metrics = await fetch(`${ways[1].server.origin}/metrics`)
  const spans = (await metrics.text()).split('\n').filter((line) => line.startsWith('patchbay_spans'))
  if (!spans.some((line) => /"exported"\} [1-9]/.test(line))) throw new Error('No span was sent.')
  console.log(tell({ what: 'with a tenth of the traces sent', least: 0.9, rate: options.rate }, compared))
  console.log(spans.join('\n'))
} finally {
  await Promise.all(running.map((server) => server.stop()))
}
