import t from 'tap'
import { fileLength, longestFile } from '../../src/rules/file-length.ts'
import { imaginaryWorkspace } from '../imaginary-workspace.ts'

const lines = (count: number) => 'x\n'.repeat(count)
const workspace = imaginaryWorkspace({
  'packages/runtime/package.json': {},
  'packages/runtime/src/fits.ts': lines(longestFile),
  'packages/runtime/src/calls/long.ts': lines(longestFile + 1),
  'packages/runtime/src/schema.graphql': lines(longestFile * 2),
  'packages/runtime/test/long.test.ts': lines(longestFile * 2),
})

t.test('names sources that are too long', async (t) => {
  t.same(fileLength(workspace), ['packages/runtime/src/calls/long.ts has 251 lines; 250 is the most'])
})

t.test('an exception holds, until it is not needed', async (t) => {
  t.same(fileLength(workspace, { 'packages/runtime/src/calls/long.ts': 'a table' }), [])
  t.same(
    fileLength(workspace, {
      'packages/runtime/src/calls/long.ts': 'a table',
      'packages/runtime/src/fits.ts': 'was long once',
      'packages/runtime/src/gone.ts': 'was here once',
    }),
    [
      'packages/runtime/src/fits.ts needs no exception any more',
      'packages/runtime/src/gone.ts needs no exception any more',
    ],
  )
})
