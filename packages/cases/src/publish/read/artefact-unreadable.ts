/** A file that cannot be read to its last byte, so nobody can say what is in it. Says where and why, never what. */
export class ArtefactUnreadable extends Error {
  readonly artefact: string
  readonly why: string
  constructor(artefact: string, why: string) {
    super(`${artefact} cannot be read: ${why}`)
    this.name = 'ArtefactUnreadable'
    this.artefact = artefact
    this.why = why
  }
}
