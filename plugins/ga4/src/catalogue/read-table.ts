/** The cells of a table that is written a row a line, with `|` between them. */
export function readTable(table: string, columns: number): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const cells = line.split('|')
      if (cells.length !== columns) throw new Error(`"${line}" has not ${columns} cells`)
      return cells
    })
}
