import { data, failure } from '../answers.ts'
import { fields, isOfSite, onSite, text, whole, type Methods } from '../method.ts'

/** GetSiteMoves is documented, and answers 404: there is no such method. */
export const moves: Methods = {
  SubmitSiteMove: onSite('POST', (site, call) => {
    const move = fields(call, 'settings')
    if (move === undefined) return failure(8)
    const [from, to] = [text(move, 'SourceUrl'), text(move, 'TargetUrl')]
    if (from === undefined || to === undefined) return failure(8)
    if (whole(move, 'MoveScope') === undefined || whole(move, 'MoveType') === undefined) return failure(8)
    return isOfSite(site, from) && URL.canParse(to) ? data(null) : failure(7)
  }),
}
