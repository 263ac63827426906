/** Largest WebSocket message, in bytes; the same number is `maxPayload` of the route. */
export const FRAME_MAX_BYTES = 4 * 1024 * 1024

/** The most pieces that one message may come in; the same number is `maxFragments` of the route: reading one takes a microsecond. */
export const FRAGMENTS_MAX = 256

/** Largest awareness state (cursor, selection, identity) of one client, as JSON, in bytes. */
export const AWARENESS_STATE_MAX_BYTES = 4 * 1024

/** The server sends something at least this often: y-websocket drops a connection silent for 30 s. */
export const KEEPALIVE_MS = 20_000

/** How long an empty room stays open: a reload must not reread the whole log. */
export const ROOM_IDLE_MS = 30_000

/**
 * What one connection or one room may use. Per connection and never per address: a workshop of forty people
 * sits behind one NAT.
 */
export const ROOM_LIMITS = {
  frameBytes: FRAME_MAX_BYTES,
  awarenessStateBytes: AWARENESS_STATE_MAX_BYTES,
  /** One person's cursor moves for the others at most this often, however often she sends it: smooth enough, in ms. */
  cursorGapMs: 100,
  /** Positions relayed in one room, per second: 25 people's ten. With more who move, everybody's turn comes later. */
  cursorsPerSecond: 250,
  cursorBurst: 25,
  /** What a position may take as one of these, in bytes; a larger one counts as several. A pointer and what is selected take 300. */
  cursorBytes: 1_024,
  /** Positions of one person, over all her connections: three hands. */
  personCursorsPerSecond: 30,
  personCursorBurst: 40,
  /** A stock client sends back every cursor frame it gets (at most one per tick, 62/s) beside its own work. */
  messagesPerSecond: 300,
  messageBurst: 1_500,
  bytesPerSecond: 2 * 1024 * 1024,
  /** Coming back after a day offline is one large step 2. */
  byteBurst: 16 * 1024 * 1024,
  /**
   * All connections of one person together: three tabs and a telephone are usual, and bad Wi-Fi leaves some dead ones
   * behind for a minute. Each is in one room, so this bounds her rooms as well.
   */
  personConnections: 20,
  /** Connections in one room: a thousand who watch, and those who work. */
  roomPeers: 1_200,
  /** Beyond those, connections of people who lead: a session goes on when its board is full. */
  roomLeaders: 50,
  /** Three connections at full speed. */
  personMessagesPerSecond: 900,
  personMessageBurst: 4_500,
  personBytesPerSecond: 6 * 1024 * 1024,
  personByteBurst: 48 * 1024 * 1024,
  /** One hand drags in one tab: at most one update per picture of a 144 Hz screen, and other tabs write little. */
  personUpdatesPerSecond: 300,
  personUpdateBurst: 3_000,
  /** Operations in updates, 3 µs each: dragging 150 notes at once makes 18,000 a second; an hour of it offline, of one, 432,000. */
  personOperationsPerSecond: 20_000,
  personOperationBurst: 500_000,
  /** What reading a document anew costs whoever spoilt it, in such operations: 0.3 s. Five times, then once in 5 s. */
  spoiltOperations: 100_000,
  /**
   * The part of the thread's time that one person's changes may take, in percent, while others are connected to this
   * process: dragging 150 notes at once takes a tenth, or a quarter on a machine that others use.
   */
  personTimePercent: 25,
  /** The same while she is alone. */
  personLoneTimePercent: 75,
  /**
   * Whoever takes more than so many percent, or waits for having done so, takes much. With several of them each may have
   * a part of what all of them may have together, and never less than the least: twenty-five have all of the thread.
   */
  muchTimePercent: 2,
  muchTimeTogetherPercent: 50,
  muchTimeLeastPercent: 4,
  /** What she may take at once before the next has to wait, in ms. */
  personTimeBurstMs: 250,
  /** How much more counts at most, in ms: ten seconds are long for somebody who pasted too much, or whose server slept. */
  personTimeDebtMs: 2_500,
  /** How much of hers waits for its turn, in bytes; above it she comes back later, so that the others' finds room. */
  personPendingBytes: FRAME_MAX_BYTES,
  /** What judging a change and writing it back costs her, in such operations: a millisecond. */
  refusedOperations: 400,
  /**
   * Yjs client ids that a person uses for the first time: each page load in which she writes makes one, and a week
   * offline brings all of its own at once. Every newcomer is told all ids of a room.
   */
  personClientsPerSecond: 0.1,
  personClientBurst: 600,
  /** The same of a guest, who has one device and no account to come back to. */
  guestClientBurst: 64,
  /** The same in one room, for good: eleven page loads a day for a year. */
  personRoomClients: 4_000,
  /** All ids of one room: two thousand people at fifteen page loads each, or fifty who work there every day of a year. */
  roomClients: 32_000,
  /** The last ones of a room are for persons who have few of them: a dozen page loads. */
  lastRoomClients: 8_000,
  fewRoomClients: 12,
  /** Guests take ids up to so many: by one link come guests without number. Two thousand at ten page loads each. */
  guestRoomClients: 20_000,
  /** Beyond all ids of a room, for people who lead: a session goes on when they are taken. */
  leaderRoomClients: 1_000,
  /** Ids that somebody showed a cursor under and did not write with, remembered for each person in a room. */
  shownClients: 64,
  /** The same of all persons in a room, also of those who left: guests without number come by one link. */
  roomShownClients: 20_000,
  /** Questions for the document or for everybody's cursors; a stock client asks each once. The answer costs, not the asking. */
  questionsPerSecond: 1,
  questionBurst: 20,
  /** All connections of one person: each of her tabs asks once when the server comes back. */
  personQuestionsPerSecond: 3,
  personQuestionBurst: 60,
  /** Updates kept until the handshake brings what they build on; what is typed while a connection opens is small. */
  heldBytes: 2 * 1024 * 1024,
  /**
   * What one person's connections may make the server keep before it can be read, in bytes: parts of messages, updates
   * before a handshake, messages before a room is open. One of the largest messages and a quarter: on a slow line each
   * of its chunks takes a little more than its bytes. Our client's messages are 256 KB, of one record that is larger up to four times as much.
   */
  personKeptBytes: 1.25 * FRAME_MAX_BYTES,
  /** The same of all persons together: above it whoever has most of it loses it. */
  processKeptBytes: 256 * 1024 * 1024,
  /** A message that is not complete brings so much from one round of pings to the next: 26 kbit/s. */
  unfinishedRoundBytes: 64 * 1024,
  /** What a socket may go on sending when it was closed, in bytes: what was on its way then. */
  closedBytes: 64 * 1024,
  /** Values that one operation puts into a list, and keys of one object: Yjs copies a whole list for each hole in it. */
  listMembers: 1_000,
  /**
   * New shared types in each other, in one update: Yjs deletes them by recursion, which ends at some 2,000. Formatted text
   * of 24 levels in a record has 27.
   */
  nestedTypes: 32,
  /** Changes that the rules wrote back, per connection; a client out of step may have a handful. */
  refusalsPerSecond: 2,
  refusalBurst: 200,
  /** Two ticks with updates start at least so far apart: two who write within it share one, and nobody sees the wait. In ms. */
  tickMinMs: 5,
  /** Longest wait of an update for its tick when the process is busy. */
  tickMs: 28,
  /** The same when the ticks themselves take more than half of the time. */
  tickMaxMs: 50,
  /**
   * While ticks hold everything up for longer than this and many rooms have something, a room waits so long after its
   * last tick: a tick costs each of them the same for one update and for three. A quiet room goes at once. In ms.
   */
  crowdedTickMs: 14,
  crowdedRooms: 50,
  crowdedRestMs: 100,
  /** Cursors alone are relayed at most this often; with an update they go at once. A client sends ten a second. */
  cursorTickMs: 33,
  /** Above this queue, cursors are dropped for that reader. */
  dropCursorsBytes: 256 * 1024,
  /** Above this queue nothing more is queued: the reader is brought up to date when it has drained. */
  stallBytes: 2 * 1024 * 1024,
  /** What has to leave within twelve rounds of pings while a reader is behind, in bytes: 7 kbit/s. */
  drainBytes: 192 * 1024,
  /** Connections of one person that may be behind for longer: what each has not read yet is kept for it, up to all of a room. */
  personSlowReaders: 3,
  /**
   * A room whose snapshot has so many bytes takes nothing more: every newcomer is sent all of it, and folding it takes
   * nine times as much memory. A board of 4,000 drawn lines of 4 KB has half.
   */
  roomBytes: 32 * 1024 * 1024,
  /** Updates of one room waiting for storage; above it writers are asked to come back. */
  pendingBytes: 16 * 1024 * 1024,
  roomIdleMs: ROOM_IDLE_MS,
  /** Rooms that nobody is in, and what is kept of all of them, in bytes: beyond either, those left longest ago are let go at once. */
  idleRooms: 1_000,
  idleBytes: 128 * 1024 * 1024,
  /**
   * A live document that nobody wrote to for this long is let go: it takes nine times the memory of its bytes and more.
   * Opening it again takes 30 ms for 1,000 shapes, in slices.
   */
  liveIdleMs: 20_000,
  /** How often that is looked at. */
  liveCheckMs: 5_000,
  /** A compaction that failed is tried again after this long. */
  compactRetryMs: 30_000,
  keepaliveMs: KEEPALIVE_MS,
  /** A log tail above this many updates is folded into the snapshot. */
  tailUpdates: 2_000,
  /** The same in bytes; a snapshot larger than half of this raises it to twice the snapshot. */
  tailBytes: 2 * 1024 * 1024,
  /**
   * Nobody wrote for so long: a tail half as long as its snapshot is folded, so that whoever comes after the pause is
   * not sent what was overwritten long ago. In ms.
   */
  restFoldMs: 2_000,
  /** A shorter tail costs less to send than to fold. */
  restFoldBytes: 64 * 1024,
  /** An unloading room is compacted when its tail is at least this long. */
  idleTailUpdates: 50,
  retryMinMs: 250,
  retryMaxMs: 5_000,
} as const

/** The limits of a set of rooms; every number can be replaced. */
export type RoomLimits = { readonly [K in keyof typeof ROOM_LIMITS]: number }
