const commentLine = /^\s*(?:\/\/|\*(?!\/)).*$/gm
const statement = /^\s*(?:import|export)\b(?:[^'"`]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm
const call = /\b(?:import|require|import\.meta\.resolve)\s*\(\s*(['"`])([^'"`\n]+)\1/g

/**
 * Every specifier that a file imports, in whatever way: statements, `export … from`, `import type`, `import()`
 * as an expression or as a type, `require` and `import.meta.resolve`.
 *
 * It reads text, not syntax, and errs on the side of seeing too much: an import that is written in a template
 * string counts as one. Lines that are comments do not.
 */
export function importsOf(source: string): string[] {
  const code = source.replaceAll(commentLine, '')
  return [statement, call].flatMap((pattern) =>
    [...code.matchAll(pattern)].flatMap(([, , name = '']) => (name.startsWith('${') ? [] : [name])),
  )
}

/** The package that a specifier names, or undefined for a path, a subpath of the own package, or `node:`. */
export function packageOf(name: string): string | undefined {
  if (/^(?:[./#]|node:)/.test(name)) return undefined
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}
