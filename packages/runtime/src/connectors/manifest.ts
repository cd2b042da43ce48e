import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { exports as resolveExports } from 'resolve.exports'
import semver from 'semver'
import { contractVersion } from '@patchbay/contract'
import { Quarantine } from './quarantine.ts'
import { sourceConditions } from './source-condition.ts'

const Manifest = Type.Object({
  name: Type.String({ minLength: 1 }),
  version: Type.String({ minLength: 1 }),
  patchbay: Type.Object({ contract: Type.String({ minLength: 1 }) }),
})

/** What package.json says of a connector, read before any of its code runs. */
export interface ConnectorManifest {
  readonly name: string
  readonly version: string
  readonly folder: string
  /** URL of the module whose default export is the connector. */
  readonly entry: string
}

// Names of packages have a slash only behind a scope.
const isPath = (reference: string): boolean => /^\.|^[^@].*\//.test(reference) || isAbsolute(reference)

/** Reads and checks the manifest of a connector, named by its folder or package. Throws a `Quarantine`. */
export async function readManifest(reference: string, baseFolder: string): Promise<ConnectorManifest> {
  const file = isPath(reference)
    ? join(resolve(baseFolder, reference), 'package.json')
    : findPackage(reference, baseFolder)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new Quarantine('package_missing', `There is no ${file}.`, error)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Quarantine('manifest_invalid', `${file} is not JSON.`, error)
  }
  if (!Value.Check(Manifest, json)) {
    const [error] = Value.Errors(Manifest, json)
    throw new Quarantine(
      'manifest_invalid',
      `${file}: ${error?.path ?? ''} ${error?.message ?? ''}. A connector says "patchbay": { "contract": "1" }.`,
    )
  }
  return {
    name: json.name,
    version: checkVersions(json),
    folder: dirname(file),
    entry: entryOf(json, dirname(file)),
  }
}

function findPackage(name: string, baseFolder: string): string {
  try {
    const file = findPackageJSON(name, pathToFileURL(join(baseFolder, 'package.json')))
    if (file !== undefined) return file
  } catch (error) {
    throw new Quarantine('package_missing', `The package ${name} is not installed.`, error)
  }
  throw new Quarantine('package_missing', `The package ${name} is not installed.`)
}

/** The version in its plain form: `1.2.3` for `v1.2.3`. */
function checkVersions({ version, patchbay }: Static<typeof Manifest>): string {
  const plain = semver.valid(version)
  if (plain === null) {
    throw new Quarantine('manifest_invalid', `Its version "${version}" is not a semantic version.`)
  }
  if (semver.validRange(patchbay.contract) === null) {
    throw new Quarantine(
      'manifest_invalid',
      `Its contract range "${patchbay.contract}" is not a range of versions.`,
    )
  }
  if (!semver.satisfies(contractVersion, patchbay.contract)) {
    throw new Quarantine(
      'contract_mismatch',
      `It was written for contract ${patchbay.contract}; this runtime has ${contractVersion}.`,
    )
  }
  return plain
}

function entryOf(manifest: { name: string }, folder: string): string {
  try {
    const target = resolveExports(manifest, '.', { conditions: sourceConditions })?.[0]
    if (target !== undefined) return pathToFileURL(join(folder, target)).href
  } catch (error) {
    throw new Quarantine('export_missing', 'Its package.json exports nothing as ".".', error)
  }
  throw new Quarantine('export_missing', 'Its package.json exports nothing as ".".')
}
