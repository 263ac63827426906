/** The room that should be made exists already. */
export class RoomExists extends Error {
  override readonly name = 'RoomExists'
  constructor(room: string) {
    super(`room ${room} exists`)
  }
}

/** There is no such room in the log. */
export class RoomMissing extends Error {
  override readonly name = 'RoomMissing'
  constructor(room: string) {
    super(`room ${room} does not exist`)
  }
}

/** The log holds another update at this place: some other process writes the same room. */
export class LogConflict extends Error {
  override readonly name = 'LogConflict'
  constructor(room: string, seq: number) {
    super(`room ${room} has another update at ${seq}`)
  }
}
