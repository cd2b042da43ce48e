import { data, failure, typed } from '../answers.ts'
import { wireDate } from '../calendar.ts'
import { fields, isOfSite, onSite, text, whole, type Call, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'

export const regions: Methods = {
  GetCountryRegionSettings: onSite('GET', (site, { state, now }) =>
    data(
      recordsOf(state, site, now).regions.map(({ url, country, type, date }) =>
        typed('CountryRegionSettings', {
          Date: wireDate(date),
          TwoLetterIsoCountryCode: country,
          Type: type,
          Url: url,
        }),
      ),
    ),
  ),
  AddCountryRegionSettings: onSite('POST', (site, call) => {
    const wanted = settingIn(call)
    if (wanted === undefined) return failure(8)
    if (!isOfSite(site, wanted.url)) return failure(7)
    const records = recordsOf(call.state, site, call.now)
    const others = records.regions.filter((each) => each.url !== wanted.url)
    records.regions = [...others, { ...wanted, date: call.now }]
    return data(null)
  }),
  RemoveCountryRegionSettings: onSite('POST', (site, call) => {
    const wanted = settingIn(call)
    if (wanted === undefined) return failure(8)
    const records = recordsOf(call.state, site, call.now)
    const isMeant = ({ url, country }: { url: string; country: string }) =>
      url === wanted.url && country === wanted.country
    if (!records.regions.some(isMeant)) return failure(11)
    records.regions = records.regions.filter((each) => !isMeant(each))
    return data(null)
  }),
}

/** Bing takes countries in small letters only. */
function settingIn(call: Call): { url: string; country: string; type: number } | undefined {
  const setting = fields(call, 'settings')
  if (setting === undefined) return undefined
  const [url, country] = [text(setting, 'Url'), text(setting, 'TwoLetterIsoCountryCode')]
  const type = whole(setting, 'Type')
  if (url === undefined || type === undefined || country === undefined) return undefined
  return /^[a-z]{2}$/.test(country) ? { url, country, type } : undefined
}
