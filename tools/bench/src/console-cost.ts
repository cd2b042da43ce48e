import { loadBenchCall } from './bench-connector.ts'
import { cases } from './cases.ts'
import { compare } from './costs/compare.ts'
import { openConsole } from './costs/open-console.ts'
import { readCostOptions } from './costs/read-cost-options.ts'
import { tell } from './costs/tell.ts'
import { warmUp } from './load/warm-up.ts'
import { prepareRequest } from './prepare-request.ts'
import { startServerProcess } from './processes/server-process.ts'

// Does a console that somebody has left open cost callers anything? One server, with its questions and without.
const options = readCostOptions(process.argv.slice(2))
const callerKey = 'bench-caller-key-0123'

const upstream = await startServerProcess({
  script: new URL('servers/upstream.ts', import.meta.url),
  core: options.cores?.load,
})
const server = await startServerProcess({
  script: new URL('servers/patchbay.ts', import.meta.url),
  parameters: [upstream.origin, callerKey],
  core: options.cores?.server,
})
try {
  const post = cases.find(({ id }) => id === 'post')
  if (post === undefined) throw new Error('There is no case of a plain call.')
  const request = await prepareRequest(post, server.origin, callerKey, await loadBenchCall())
  await warmUp(request, options.connections, options.warmUp)
  let questions = 0
  const beside = async () => {
    const shown = await openConsole(server.origin, callerKey)
    return async () => (questions += await shown.close())
  }
  const compared = await compare(
    [
      { server, request },
      { server, request, beside },
    ],
    options,
  )
  console.log(tell({ what: 'with an open console', least: 0.95, rate: options.rate }, compared))
  console.log(`The console asked ${questions} questions.`)
} finally {
  await Promise.all([server.stop(), upstream.stop()])
}
