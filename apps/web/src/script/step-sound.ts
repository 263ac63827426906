import type { Moment } from './moments.ts'

/** Where a device remembers that its owner wants to hear the steps. */
const STORED_KEY = 'tablee.stepSound'

/** Loudness of a tone, of 1: heard in a room where people talk, and frightening nobody. */
const VOLUME = 0.16
/** How long one tone rings, in s. */
const TONE_S = 0.32
/** How loud a tone is when it has rung out: an exponential ramp cannot reach nothing. */
const SILENCE = 0.0001

/** The tones of each moment, in Hz, one after the other. */
const TONES: Readonly<Record<Moment, readonly number[]>> = {
  began: [523, 659],
  minute: [587],
  up: [659, 523, 523],
  ended: [523],
}

/** Whether this device sounds at the steps; it does not unless somebody said so. */
export function wantsSound(): boolean {
  return localStorage.getItem(STORED_KEY) === 'on'
}

/** Says it for this device. */
export function keepSound(on: boolean): void {
  if (on) localStorage.setItem(STORED_KEY, 'on')
  else localStorage.removeItem(STORED_KEY)
}

let audio: AudioContext | null = null

/** Rings for a moment of the script; a browser that was not clicked in yet stays silent. */
export function ring(moment: Moment): void {
  audio ??= new AudioContext()
  const { currentTime } = audio
  void audio.resume()
  for (const [at, hertz] of TONES[moment].entries()) {
    const begins = currentTime + at * TONE_S * 0.75
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    tone.type = 'sine'
    tone.frequency.value = hertz
    loudness.gain.setValueAtTime(VOLUME, begins)
    loudness.gain.exponentialRampToValueAtTime(SILENCE, begins + TONE_S)
    tone.connect(loudness).connect(audio.destination)
    tone.start(begins)
    tone.stop(begins + TONE_S)
  }
}
