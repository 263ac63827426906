declare module 'snowball-stemmers' {
  const snowball: {
    /** @throws when the language is unknown. */
    newStemmer(language: 'french' | 'dutch' | 'english'): { stem(word: string): string }
  }
  export = snowball
}
