#!/usr/bin/env node
import { runProgram } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
})
