/** Key of a note's meta: where it was taken from, `<board id>/<item id>`; the server alone writes it. */
export const SOURCE_META = 'source'

/** Key of the meta of a note that names a lane: the lane's place, given by the server alone. */
export const SLOT_META = 'slot'

/** Key of an arrow's meta: the link zone that it belongs to. */
export const LINK_META = 'link'
