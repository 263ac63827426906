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
  readonly room: string
  constructor(room: string) {
    super(`room ${room} does not exist`)
    this.room = room
  }
}

/** The log holds another update at this place: some other process writes the same room. */
export class LogConflict extends Error {
  override readonly name = 'LogConflict'
  readonly room: string
  constructor(room: string, seq: number) {
    super(`room ${room} has another update at ${seq}`)
    this.room = room
  }
}

/** Another process holds the room by now: nothing more may be written under this fence. */
export class RoomFenced extends Error {
  override readonly name = 'RoomFenced'
  readonly room: string
  constructor(room: string, fence: number) {
    super(`room ${room} is no longer held under fence ${fence}`)
    this.room = room
  }
}

/** The room is held by another process. */
export class RoomElsewhere extends Error {
  override readonly name = 'RoomElsewhere'
  constructor(room: string) {
    super(`room ${room} is held by another process`)
  }
}

/** Rooms are not opened any more: this process is about to end. */
export class RoomsStopped extends Error {
  override readonly name = 'RoomsStopped'
  constructor() {
    super('rooms are stopped')
  }
}
