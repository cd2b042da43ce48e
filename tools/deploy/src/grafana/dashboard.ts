/** A dashboard of Grafana, as far as ours use the schema. */
export interface Dashboard {
  readonly uid: string
  readonly title: string
  readonly panels: readonly object[]
}

export interface Query {
  readonly expr: string
  /** What a series is called. */
  readonly legend: string
}

export interface PanelSpec {
  readonly title: string
  /** What it says, and what to do about it. */
  readonly description: string
  readonly kind?: 'timeseries' | 'stat' | 'table'
  /** As Grafana names it. */
  readonly unit: string
  readonly queries: readonly Query[]
  /** Of the 24 columns. */
  readonly width?: number
}

export interface Row {
  readonly title: string
  readonly panels: readonly PanelSpec[]
}

export interface Variable {
  readonly name: string
  readonly label: string
  /** The metric and label whose values there are to choose from. */
  readonly metric: string
  readonly of: string
}

interface DashboardSpec {
  readonly uid: string
  readonly title: string
  readonly description: string
  readonly variables?: readonly Variable[]
  readonly rows: readonly Row[]
}

/** Of Grafana 12; it brings older ones up to date itself. */
const schemaVersion = 41
const columns = 24
const height = 8

const datasource = { type: 'prometheus', uid: '${datasource}' }

export function makeDashboard({ uid, title, description, variables = [], rows }: DashboardSpec): Dashboard {
  let y = 0
  let id = 0
  const panels = rows.flatMap((row) => {
    const head = {
      id: (id += 1),
      type: 'row',
      title: row.title,
      collapsed: false,
      panels: [],
      gridPos: place(0, y, columns, 1),
    }
    y += 1
    let x = 0
    const own = row.panels.map((panel) => {
      const width = panel.width ?? 8
      if (x + width > columns) {
        x = 0
        y += height
      }
      const made = { id: (id += 1), ...makePanel(panel), gridPos: place(x, y, width, height) }
      x += width
      return made
    })
    y += height
    return [head, ...own]
  })
  const dashboard = {
    uid,
    title,
    description,
    tags: ['patchbay'],
    schemaVersion,
    version: 1,
    editable: true,
    graphTooltip: 1,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    annotations: { list: [] },
    links: [
      {
        type: 'dashboards',
        title: 'Patchbay',
        tags: ['patchbay'],
        asDropdown: true,
        includeVars: true,
        keepTime: true,
      },
    ],
    templating: { list: [datasourceVariable, ...variables.map(makeVariable)] },
    panels,
  }
  return dashboard
}

const place = (x: number, y: number, w: number, h: number) => ({ x, y, w, h })

const datasourceVariable = {
  name: 'datasource',
  label: 'Data source',
  type: 'datasource',
  query: 'prometheus',
  current: {},
  options: [],
  hide: 0,
}

const makeVariable = ({ name, label, metric, of }: Variable) => ({
  name,
  label,
  type: 'query',
  datasource,
  query: { query: `label_values(${metric}, ${of})`, refId: name },
  definition: `label_values(${metric}, ${of})`,
  refresh: 2,
  sort: 1,
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: { text: 'All', value: '$__all' },
  options: [],
  hide: 0,
})

function makePanel({ title, description, kind = 'timeseries', unit, queries }: PanelSpec): object {
  return {
    type: kind,
    title,
    description,
    datasource,
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCodePoint(65 + index),
      datasource,
      expr,
      legendFormat: legend,
      ...(kind === 'timeseries' ? { range: true } : { instant: true }),
      ...(kind === 'table' ? { format: 'table' } : {}),
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(kind === 'timeseries' ? { custom: { lineWidth: 1, fillOpacity: 8, showPoints: 'never' } } : {}),
      },
      overrides: [],
    },
    options: optionsOf[kind],
  }
}

const optionsOf = {
  timeseries: {
    legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  stat: {
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    colorMode: 'value',
    graphMode: 'area',
  },
  table: { showHeader: true },
} as const
