import { TimeSlices } from '../time-slices.ts'

/** Every piece of work uses up its slice. */
export class ShortSlices extends TimeSlices {
  turns = 0

  override get spent(): boolean {
    return true
  }

  override turn(): Promise<void> {
    this.turns += 1
    return super.turn()
  }
}
