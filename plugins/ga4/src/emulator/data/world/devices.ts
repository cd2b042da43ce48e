import { readTable } from '../../../catalogue/read-table.ts'
import { chooser } from './chance.ts'

export interface Device {
  readonly category: string
  readonly browser: string
  readonly system: string
  readonly version: string
  readonly brand: string
  readonly model: string
  readonly marketingName: string
  readonly screen: string
}

// Category, browser, system, its version, brand, model, marketing name, screen, weight.
const table = `
desktop|Chrome|Windows|11|(not set)|(not set)|(not set)|1920x1080|22
desktop|Chrome|Macintosh|Intel 10.15|Apple|(not set)|(not set)|1440x900|10
desktop|Safari|Macintosh|Intel 10.15|Apple|(not set)|(not set)|1440x900|6
desktop|Edge|Windows|11|(not set)|(not set)|(not set)|1536x864|7
desktop|Firefox|Linux|(not set)|(not set)|(not set)|(not set)|1920x1080|3
mobile|Safari|iOS|26.1|Apple|iPhone|Apple iPhone|393x852|24
mobile|Chrome|Android|16|Samsung|SM-S931B|Galaxy S25|384x832|10
mobile|Chrome|Android|15|Google|Pixel 9|Pixel 9|412x915|6
mobile|Samsung Internet|Android|16|Samsung|SM-A556B|Galaxy A55 5G|412x915|4
mobile|Safari (in-app)|iOS|26.1|Apple|iPhone|Apple iPhone|393x852|3
tablet|Safari|iOS|26.0|Apple|iPad|Apple iPad|820x1180|4
smart tv|Chrome|Tizen|(not set)|Samsung|(not set)|(not set)|1920x1080|1
`

const rows = readTable(table, 9)

export const devices: readonly Device[] = rows.map(
  ([
    category = '',
    browser = '',
    system = '',
    version = '',
    brand = '',
    model = '',
    marketingName = '',
    screen = '',
  ]) => ({ category, browser, system, version, brand, model, marketingName, screen }),
)

export const chooseDevice = chooser(rows.map((row) => Number(row[8])))
