/** What the editor of the third gold board makes of each row, by how it begins; a row that is not named is left out. */
export const EDITED_ROWS: Readonly<Record<string, string>> = {
  'Les Ateliers du Quai ASBL':
    'Collecte, tri et vente de meubles, par une équipe composée en majorité de personnes en insertion.',
  'Pendant le Covid':
    'Les magasins ont fermé plusieurs semaines pendant la crise sanitaire, alors que les demandes d’enlèvement doublaient.',
  'Outil choisi': 'Un ERP standard, adapté par un prestataire, relie la collecte, le tri et la vente.',
  'Supprimer le ré-encodage': 'Supprimer le ré-encodage ; rendre du temps aux encadrants pour former.',
  'Janvier 2023': 'M0 : groupe de travail réunissant chauffeurs, tri, vente et comptabilité.',
  '12/06/2023': 'M+5 : essai avec des données fictives, puis trois semaines en parallèle.',
  'Bascule magasin': 'La bascule d’un site est reportée d’une semaine à la demande de l’équipe.',
  'Subside de':
    'Arrivée d’une nouvelle direction ; bourse publique (10 000 à 49 999 €) complétée par des fonds propres (1 000 à 9 999 €).',
  '« On ne m’a rien demandé': '« On ne m’a rien demandé, à moi » [ENC].',
  Mehmet: 'Des chauffeurs ont cru que la tablette servait à les surveiller.',
  'Le Forem':
    'Un rapport demandé par le pouvoir subsidiant contient des données que l’équipe refuse de placer dans l’outil.',
  'Le prestataire a facturé':
    'Le prestataire a facturé comme développement spécifique une fonction de base du métier.',
  'Le bon d’enlèvement': 'Processus : le bon d’enlèvement prend trois minutes au lieu de quinze (+).',
  'Trois semaines très dures':
    'Emploi : trois semaines dures, puis plus calmes (− puis +) ; « Je regarde à nouveau les gens, plus l’écran » [TS].',
  'Moins de rendez-vous':
    'Services : moins de rendez-vous manqués (+) ; le téléphone est gardé pour les personnes sans GSM.',
  'On partage le module':
    'Un module est partagé avec une organisation voisine : l’une paie les essais, l’autre assure la formation.',
  'Faire encoder': 'Faire encoder une vraie journée pendant la démo.',
  'Garder une équipe': 'Laisser une équipe dire « pas maintenant ».',
  'Un glossaire': 'Écrire un glossaire de vingt mots.',
}
