import { readTable } from '../../../catalogue/read-table.ts'
import { chooser } from './chance.ts'

export interface Place {
  readonly city: string
  readonly cityId: string
  readonly region: string
  readonly country: string
  readonly countryId: string
  readonly continent: string
  readonly continentId: string
  readonly language: string
  readonly languageCode: string
}

// City, its id, region, country, two letters, continent, its id, language, its code, weight.
const table = `
New York|1023191|New York|United States|US|Americas|019|English|en-us|22
Chicago|1016367|Illinois|United States|US|Americas|019|English|en-us|12
San Francisco|1014221|California|United States|US|Americas|019|English|en-us|11
Ashburn|1027072|Virginia|United States|US|Americas|019|English|en-us|4
(not set)|(not set)|(not set)|United States|US|Americas|019|English|en-us|6
Toronto|1002451|Ontario|Canada|CA|Americas|019|English|en-ca|7
Montreal|1002604|Quebec|Canada|CA|Americas|019|French|fr-ca|3
London|1006886|England|United Kingdom|GB|Europe|150|English|en-gb|12
Manchester|1006912|England|United Kingdom|GB|Europe|150|English|en-gb|4
Berlin|1003854|Berlin|Germany|DE|Europe|150|German|de-de|6
Munich|1004234|Bavaria|Germany|DE|Europe|150|German|de-de|3
Vienna|1000997|Vienna|Austria|AT|Europe|150|German|de-at|2
Paris|1006094|Ile-de-France|France|FR|Europe|150|French|fr-fr|4
Madrid|1005493|Community of Madrid|Spain|ES|Europe|150|Spanish|es-es|2
Amsterdam|1010543|North Holland|Netherlands|NL|Europe|150|Dutch|nl-nl|2
Stockholm|1012511|Stockholm County|Sweden|SE|Europe|150|Swedish|sv-se|1
Sydney|1000286|New South Wales|Australia|AU|Oceania|009|English|en-au|3
Auckland|1011036|Auckland|New Zealand|NZ|Oceania|009|English|en-nz|1
Tokyo|1009310|Tokyo|Japan|JP|Asia|142|Japanese|ja-jp|2
Mumbai|1007785|Maharashtra|India|IN|Asia|142|English|en-in|3
Sao Paulo|1001773|State of Sao Paulo|Brazil|BR|Americas|019|Portuguese|pt-br|2
Johannesburg|1028724|Gauteng|South Africa|ZA|Africa|002|English|en-za|1
`

const rows = readTable(table, 10)

export const places: readonly Place[] = rows.map(
  ([
    city = '',
    cityId = '',
    region = '',
    country = '',
    countryId = '',
    continent = '',
    continentId = '',
    language = '',
    languageCode = '',
  ]) => ({ city, cityId, region, country, countryId, continent, continentId, language, languageCode }),
)

export const choosePlace = chooser(rows.map((row) => Number(row[9])))
