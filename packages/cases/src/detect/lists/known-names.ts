import { compact } from '../../text/fold.ts'

const names = (list: string): ReadonlySet<string> => new Set(list.split(/[,\n]/).map(compact).filter(Boolean))

/** Products and firms that the whole world uses: they identify nobody (DOMAIN 4.3, row 21). Compacted. */
const WORLD_PRODUCTS = names(`
  Excel, Word, PowerPoint, Outlook, Teams, Microsoft, Microsoft Teams, Office, Office 365, OneDrive, OneNote, SharePoint,
  Power BI, PowerBI, Windows, Azure, Access, Copilot, Google, Google Drive, Google Agenda, Google Forms, Google Sheets,
  Google Docs, Google Maps, Google Meet, Gmail, Drive, Android, Chrome, YouTube, Gemini, Apple, iPhone, iPad, Mac, MacBook,
  Safari, Firefox, Mozilla, Linux, Ubuntu, Zoom, Skype, Slack, Discord, WhatsApp, Messenger, Facebook, Instagram, LinkedIn,
  Twitter, TikTok, Telegram, Signal, Snapchat, Pinterest, Meta, Odoo, Salesforce, SAP, Oracle, Sage, HubSpot, Zoho, Pipedrive,
  Mailchimp, Brevo, Sendinblue, WordPress, Drupal, Joomla, Wix, Shopify, PrestaShop, WooCommerce, Magento, Stripe, PayPal,
  Payconiq, Bancontact, Visa, Mastercard, Trello, Asana, Notion, Airtable, Miro, Mural, Klaxoon, FigJam, Figma, Canva,
  Jira, Confluence, Monday, Basecamp, Doodle, Framadate, Framapad, Framaforms, Framasoft, Nextcloud, Dropbox, WeTransfer,
  LibreOffice, OpenOffice, Moodle, Kahoot, Wooclap, Mentimeter, Slido, Padlet, Genially, Prezi, Adobe, Acrobat, Photoshop,
  InDesign, Illustrator, GitHub, GitLab, Python, Java, JavaScript, TypeScript, React, Docker, MySQL, PostgreSQL, Filemaker,
  ChatGPT, OpenAI, Mistral, Deepl, Siri, Alexa, Wikipedia, Wikipédia, Amazon, Netflix, Spotify, Uber, Airbnb, Booking,
  Winbooks, BOB, BOB50, Isabel, Popsy, Exact, Exact Online, Yuki, Horus, Billit, Codabox, Peppol, Itsme, Doccle, eBox, Ebox,
  Dolibarr, ERPNext, CiviCRM, Galaxy, Samsung, Huawei, Nokia, Lenovo, Dell, Asus, Acer, Canon, Epson, Xerox, Ricoh, Cisco,
  TeamViewer, AnyDesk, VPN, Bluetooth, USB, HTML, XML, JSON, CSV, SQL, Waze, Strava, Eventbrite, HelloAsso, SurveyMonkey,
  Typeform, LimeSurvey, KoboToolbox, Tableau, Qlik, Looker, Zapier, N8n, Scrum, Kanban, Agile, Lean, Prince2, ITIL,
  Socialware, TechSoup, Tablée, Tldraw, Obsidian, Evernote, Todoist, Toggl, Clockify, Bitwarden, LastPass, KeePass, Dashlane,
  Proximus, Orange, Telenet, Voo, Scarlet, BASE, Mobistar, Bpost, Tesla, Renault, Peugeot, Citroën, Volkswagen, Toyota,
  Makita, Bosch, Dewalt, Stihl, Husqvarna, Kärcher, Facom, Torx, Manitou, Caterpillar, JCB, Hilti, Ryobi, Metabo, Festool, Fenwick, Toyota,
  Siemens, Miele, Electrolux, Whirlpool, Philips, Clio, Leroy Merlin, Nilfisk, Moulinex, Tefal, Thermomix, Rowenta, Liebherr, Honda, Yamaha, Suzuki, Iveco, Scania, Volvo, DAF, Dacia,
  Opel, Fiat, Kangoo, Berlingo, Transit, Sprinter, Ducato, Caddy, Aveve, Hubo, Makro, Spar, Primark, Zeeman, Kruidvat,
  Zara, Lego, Playmobil, Duplo, Monopoly, Scrabble, Pampers, Dafalgan, Doliprane, Ricola, Nutella, Coca, Coca-Cola, Jupiler, Orval, Chimay, Leffe, Duvel,
  Senseo, Nespresso, Tupperware, Velux, Rockwool, Gyproc, Plexiglas, Loctite, Post-it, Stabilo, Pritt, Velleda, Bostik, Dymo, Scotch, Tipp-Ex, Velcro,
  Vileda, Kleenex, Sopalin, Kyocera, Toshiba, Logitech, Jabra, Fairphone, Xiaomi, Garmin, TomTom, Smartschool, Konnekt, BelRAI, Pelckmans,
  Klarna, Amazon Prime, Pokémon, Minecraft, Fortnite, Roblox, Netflix, Disney, Marvel, Dobble, Dixit,
  Ecover, Dreft, Ajax, Cif, Vanish, Dettol, Dash, Ariel, Persil, Sunlight, Swiffer, Harpic, Lipton, Spa Reine, Ricard, Haribo, Tena, Ikea, Lidl, Aldi, Colruyt, Delhaize, Carrefour, Decathlon, Brico, Action, Vinted, Facebook Marketplace, Marketplace
`)

/** People whose name is that of a method, a law, an illness, a prize or a saying. Compacted. */
const EPONYMS = names(`
  Pareto, Gantt, Eisenhower, Ishikawa, Maslow, Montessori, Freinet, Likert, Murphy, Parkinson, Alzheimer, Asperger,
  Crohn, Tourette, Deming, Delphi, De Bono, Disney, Kotter, Lewin, Kolb, Belbin, Covey, Dunning, Kruger,
  Hawthorne, Pygmalion, Napoléon, Molière, Voltaire, Socrate, Platon, Descartes, Einstein, Newton, Darwin, Marx,
  Robin des Bois, Tintin, Astérix, Obélix, Mickey, Harry Potter, Cendrillon, Pinocchio, Sisyphe, Hercule, Pandore,
  Damoclès, Babel, Judas, Jésus, Dieu, Allah, Bouddha, Père Noël, Saint-Nicolas, Sainte-Catherine,
  Sinterklaas, Zwarte Piet, Saint-Valentin, Saint-Jean, Sainte-Barbe, Saint-Éloi, Saint-Sylvestre, Halloween, Proust, Bourdieu,
  Blanche-Neige, Petit Chaperon Rouge, Chaperon Rouge, Boucle d'Or, Petit Poucet, Barbe Bleue, Pierre et le Loup, Petit Prince, Le Petit Prince, Peter Pan, Alice au pays
  des merveilles, Marie Curie, Curie, Pierre Curie, Louis Pasteur, Pasteur, Jules César, Charlemagne, Coluche, Simenon, Georges Simenon, Hergé, Brel, Jacques Brel, Magritte,
  René Magritte, Victor Hugo, Albert Einstein, Steve Jobs, Bill Gates, Elon Musk, Nelson Mandela, Martin Luther King, Luther King, Mère Teresa, Abbé Pierre, L'Abbé Pierre, Père Damien, Eddy Merckx,
  Simone Veil, Simone de Beauvoir, Che Guevara, Guevara, Frida Kahlo, Kahlo, Rosa Parks, Picasso, Pablo Picasso, Van Gogh, Vincent Van Gogh, Mozart, Beethoven, Chopin, Shakespeare, Anne Frank,
  Victor Horta, Bruegel, Adolphe Sax, Toots Thielemans, Annie Cordy, Charlie Chaplin, Chaplin, Walt Disney, Napoléon Bonaparte, Bonaparte, Jeanne d'Arc,
  Jean Jaurès, Jaurès, Jules Ferry, Émile Zola, Saint-Exupéry, Jean de La Fontaine, La Fontaine, Jacques Prévert, Prévert, Georges Brassens, Brassens, Édith Piaf, Piaf, Johnny Hallyday, Hallyday,
  Gainsbourg, Kafka, Freud, Sigmund Freud, Piaget, Dolto, Françoise Dolto, Carl Rogers, Winnicott, Pikler, Emmi Pikler, Vygotski, Paulo Freire, Karl Marx, Robert Owen, Proudhon, Keynes,
  Adam Smith, Mintzberg, Maria Montessori, Célestin Freinet, Edward de Bono, Kaoru Ishikawa, Henry Gantt, Jules Verne, Agatha Christie, Sherlock Holmes, James Bond, Dark Vador, Michael Jackson, Bob Marley, Bob Dylan,
  Mickey Mouse, Donald Duck, Bob l'éponge, Bob et Bobette, Suske en Wiske, Jommeke, Nijntje, Boule et Bill, Gaston Lagaffe, Lucky Luke, Quick et Flupke, Roi Albert, Reine Élisabeth, Reine Fabiola,
  Léonard de Vinci, Galilée, Archimède, Bernard Werber, Rosa Luxemburg, Stromae, Pieter Bruegel, Willem Elsschot, Hugo Claus, Hannah Arendt, Greta Thunberg,
  Saint-Lambert, Saint-Antoine, Saint-Joseph, Saint-Vincent, Sint-Maarten, Saint-Martin, Monsieur Météo, Madame Irma, Mère Nature, Madame La Marquise, Sœur Anne, Anne ma sœur Anne, Marshall, Papa Noël, Maman Noël, Mère Noël, Père Fouettard, Charles Quint, Louis XIV, Gilles de Binche, Louis de Funès,
  Jan Modaal, Jan met de pet, Jan en alleman, Jan Klaassen, Jan Rap, Piet Snot, Piet Piraat, Sint en Piet, Pierre qui roule, Jacques a dit, Marie-couche-toi-là, Jean-foutre, Jean qui rit, Charlie Brown, Bob le bricoleur, Bob de Bouwer, John Doe, Jane Doe, Joe le taxi, Charlie Hebdo, Jean-Coutu, Marie Kondo, Lionel Messi, Messi, Cristiano Ronaldo, Mbappé, Kylian Mbappé, Zinédine Zidane, Zidane, Eden Hazard, Kevin De Bruyne, Eddy Merckx, Justine Henin, Maison Blanche, La Maison Blanche, Petit Robert, Le Petit Robert, Petit Larousse,
  Mandela, Gandhi, Tatin, Suzette, Bourdaloue, Wifi, Raspberry, Fibonacci, Monte Carlo, Gauss, Turing, Schengen,
  Erasmus, Madame Soleil, Monsieur Propre, Jean Passe, Bic, Frigolite, Monsieur Tout-le-Monde, Madame Tout-le-Monde, Bayes
`)

/** Methods, formats of meetings, dishes, feasts and labels of several words that everybody writes with capitals. Compacted. */
const METHODS = names(`
  Six Thinking Hats, Thinking Hats, Six Chapeaux, Chapeaux de Bono, Six Sigma, World Café, Design Thinking, Open Space, Open Space Technology,
  Business Model Canvas, Business Model, Lean Canvas, Lean Management, Social Business Canvas, Value Proposition Canvas, Balanced Scorecard, Brown Paper, Fish Bowl, Pro Action Café,
  Appreciative Inquiry, Dragon Dreaming, Theory U, Théorie U, Lego Serious Play, Serious Play, Speed Boat, Start Stop Continue, Mad Sad Glad, Liberating Structures,
  User Story, User Stories, Stand Up, Sprint Review, Repair Café, Repair Cafés, Give Box, Dot Voting, Mind Map, Mind Mapping, Customer Journey, Empathy Map, Value Stream Mapping,
  Root Cause, Cinq Pourquoi, Plan Do Check Act, Plan Do, Boîte à Idées, Mur des Idées, Portes Ouvertes, Journée Portes Ouvertes, Premiers Secours, Ressources Humaines, Bons de Commande,
  Bon de Commande, Titres-Services, Titre-Service, Petit Déjeuner, Black Friday, Green Deal, First Aid, Food Truck, Happy Hour, Team Building, Burn Out, Back Office, Front Office,
  Help Desk, Job Coach, Job Day, Open Source, Big Data, Star Wars, Secret Santa, Fair Trade, Max Havelaar, Uncle Ben's, Ben & Jerry's, Dr Oetker, Côte d'Or, Vache qui Rit, Petit Beurre,
  Louis Delhaize, Tom & Co, Jack & Jones, Hugo Boss, Calvin Klein, Ralph Lauren, Tommy Hilfiger, Louis Vuitton, Yves Rocher, Marie Claire, Black & Decker, Johnson & Johnson,
  Harley Davidson, Jean-Paul II, Nouvel An, Nieuwjaar, Petit Robert, Grand Robert, Bon Marché, Fête du Travail, Fête des Mères, Fête des Pères, Fête Nationale, Moederdag, Vaderdag,
  Time's Up, Trivial Pursuit, Puissance Quatre, Petits Chevaux, Jeu de l'Oie, Saint Nicolas, Sint Nicolaas, Sint Maarten
`)

/** Countries, regions, languages and peoples: written with a capital, nobody's name. Compacted. */
const GEOGRAPHY = names(`
  Belgique, België, Belgium, France, Pays-Bas, Nederland, Luxembourg, Luxemburg, Allemagne, Duitsland, Italie, Italië, Espagne,
  Spanje, Portugal, Angleterre, Royaume-Uni, Irlande, Suisse, Autriche, Pologne, Polen, Roumanie, Bulgarie, Hongrie, Grèce, Turquie,
  Turkije, Maroc, Marokko, Algérie, Tunisie, Libye, Égypte, Syrie, Liban, Irak, Iran, Afghanistan, Pakistan, Inde, Chine, Japon,
  Vietnam, Congo, RDC, Rwanda, Burundi, Cameroun, Sénégal, Mali, Guinée, Niger, Nigeria, Ghana, Togo, Bénin, Côte d'Ivoire, Burkina,
  Burkina Faso, Somalie, Érythrée, Éthiopie, Soudan, Kenya, Madagascar, Angola, Brésil, Colombie, Venezuela, Chili, Argentine, Pérou, Bolivie,
  Mexique, Cuba, Haïti, Canada, Québec, États-Unis, USA, Amérique, Europe, Afrique, Asie, Océanie, Russie, Ukraine, Oekraïne,
  Albanie, Kosovo, Serbie, Bosnie, Croatie, Macédoine, Arménie, Géorgie, Tchétchénie, Palestine, Israël, Jordanie, Yémen,
  Twi, Ewe, Fula, Pulaar, Yoruba, Igbo, Amharique, Amharic, Oromo, French, Dutch, English, Belgian, German, Arabic, Turkish, Spanish, Italian, Polish, Romanian, Moroccan, Flemish, Walloon, European, African,
  Duinkerke, Rijsel, Luik, Namen, Bergen, Doornik, Moeskroen, Parijs, Londen, Keulen, Aken, Kamerijk, Atrecht, Antwerp, Ghent, Bruges, Brussels, Flanders, Wallonia, Belgium, Spain, Italy, Morocco, Turkey, Poland, Romania,
  Nederlands, Frans, Français, Engels, Anglais, Duits, Allemand, Arabe, Arabisch, Spaans, Espagnol, Italiaans, Italien, Turks, Turc, Pools, Polonais, Roemeens, Roumain, Portugais, Lingala, Swahili,
  Bambara, Wolof, Peul, Kirundi, Kinyarwanda, Tamazight, Darija, Kurde, Dari, Pachto, Tigrinya, Soninké, Malinké, Tshiluba, Kikongo, Somali, Berbère, Rifain,
  Wallonie, Wallonië, Flandre, Flandres, Vlaanderen, Bruxelles-Capitale, Ardenne, Ardennes, Condroz, Famenne, Gaume, Hesbaye,
  Borinage, Brabant, Brabant wallon, Hainaut, Henegouwen, Limbourg, Limburg, Tournaisis, Wapi, Picardie, Meuse, Sambre, Ourthe, Vesdre,
  Semois, Lesse, Escaut, Dendre, Senne, Dyle, Lys, Amblève, Méhaigne, Normandie, Bretagne, Alsace, Lorraine, Auvergne, Occitanie,
  Provence, Bourgogne, Aquitaine, Corse, Grand Est, Hauts-de-France, Île-de-France, Rhône, Loire, Seine, Garonne, Rome, Berlin, Londres, Madrid, Barcelone, Amsterdam, Rotterdam, Maastricht, Cologne, Aix-la-Chapelle, New York, Casablanca,
  Tanger, Kinshasa, Lubumbashi, Kigali, Bujumbura, Dakar, Abidjan, Conakry, Istanbul, Ankara, Genève, Lausanne, Zurich, Vienne, Prague, Varsovie,
  Bucarest, Lisbonne, Porto, Athènes, Moscou, Kiev, Kyiv, Washington, Montréal, Tokyo, Pékin, UE, EU, ONU, OMS
`)

/** Public bodies, funders, social secretariats and federations that everybody in the field knows. Compacted. */
export const INSTITUTIONS = names(`
  Internet, Web, Wifi, Intranet, Cloud, Engie, Luminus, Eneco, Mega, TotalEnergies, Lampiris, Ores, Resa, Sibelga, Fluvius, Vivaqua, SWDE, CILE, DHL, UPS, FedEx, DPD, GLS, PostNL, Mondial Relay, Lightspeed, AG Insurance, AXA, Baloise, DKV,
  Helan, Omnimut, Beobank, Crelan, Nagelmackers, Edpnet, Randstad, Adecco, Manpower, Tempo-Team, Veolia, Suez, Renewi, Bebat, Recupel, Fost Plus, Valipac, Intradel, Idelux, Bruxelles-Propreté, Cambio, Villo, Mobib,
  Uber Eats, Deliveroo, Huis van het Kind, Sociaal Huis, Huis van de Mens,
  Dimona, DmfA, Limosa, Activa, Smals, Prisma, Protime, Easypay, Sodexo, Edenred, Monizze, Pluxee, Biztax, Intervat, MyMinfin, Belcotax, eHealth, MyCareNet, Mediprima, Kidslife, Parentia, Infino, Kind en Gezin,
  Ligue des Familles, La Ligue des Familles, Office de la Naissance, Région Wallonne, Région Bruxelloise, Vlaamse Gemeenschap, Inspection du Travail, Cour du Travail, Tribunal du Travail, La Poste, Poste, Croix-Rouge, La Croix-Rouge, Rode Kruis, La Ligue, Forem, Le Forem, Actiris, VDAB, Bruxelles Formation, AVIQ, COCOF, VGC, ONE, ONEM, RVA, INAMI, RIZIV, ONSS, RSZ, AFSCA, FAVV, SPW,
  SPF, SPF Finances, FOD, Région wallonne, Région bruxelloise, Fédération Wallonie-Bruxelles, FWB, Communauté française, AdN,
  Agence du Numérique, AEI, Sowecsom, W.Alter, Wallonie Entreprendre, Digital Wallonia, Innoviris, hub.brussels,
  Brulocalis, UVCW, UNIPSO, BRUXEO, ConcertES, SAW-B, Saw-B, Febecoop, Crédal, Credal, Triodos, Fondation Roi Baudouin, FRB, Loterie
  Nationale, Viva for Life, Cap48, CAP 48, FSE, FSE+, FEDER, Fonds social européen, LEADER, Erasmus+, Commission européenne, APE, Maribel,
  Fonds Maribel, SINE, ACS, Art 60, Article 60, CSC, FGTB, CGSLB, CNE, SETCA, ACV, ABVV, MOC, CEPAG, Unia, IWEPS, IBSA, Perspective, STIB,
  MIVB, SNCB, NMBS, TEC, De Lijn, DGDE, DGO5, SAJ, SPJ, CPMS, AMO, SAJ/SPJ, Phare, Iriscare, Vivalis, Famiwal, Fedasil, CIRE, Partenamut, Solidaris, Mutualité
  chrétienne, CM, Partena, Securex, SD Worx, Acerta, Group S, UCM, Liantis, Ethias, Belfius, ING, BNP Paribas Fortis, KBC, Argenta, Pôle
  emploi, France Travail, CAF, URSSAF, CPAM, ARS, CARSAT, BPI, Bpifrance, MDPH, RSA, ESAT, EA, PLIE, DREETS, DIRECCTE, ANAH, ADEME, Carsat,
  Interfédé, CAIPS, EWETA, Febrap, Ressources, FeBISP, Fedasil, Fesad, FASD, CSD, Unessa, FDSS, AMA, RWLP, Habitat et Participation
`)

/** Capitals of a board that are nobody's acronym, with everyday abbreviations. Compacted. */
const EVERYDAY_CAPITALS = names(`
  RGPD, GDPR, ERP, CRM, PMS, CA, AG, ETP, RH, DRH, GRH, TVA, BTW, ONG, ASBL, VZW, SRL, SMS, PDF, IA, AI, CEO, CIO, DPO, FAQ, GPS,
  GSM, IT, KPI, MVP, OK, PC, PME, PV, QR, RDV, SAV, SI, SSO, TIC, URL, WC, WIFI, XRM, CPAS, OCMW, ESN, RSE, API, CSV, CDI, CDD, CP, CCT,
  CPPT, CE, DS, OISP, CISP, EFT, ETA, IDESS, ILI, SIS, SCP, EI, ES, EES, ESS, AS, AI, TS, ISP, PAPY, NB, PS, ASAP, FYI, TBD, BD, BDD, DB,
  HTTP, HTTPS, ID, ISO, NAS, OS, RAM, ROI, SEO, SLA, SOP, UX, UI, VR, WWW, COPIL, COTECH, CODIR, CCATM, CMR, QCM, VAE, PIIS, RIS, BIM, TVAC,
  HTVA, EUR, CHF, USD, PESTEL, OKR, RACI, SMART, PDCA, SKU, BE, FR, NL, EN, DE, LU, HS, PMR, TSA, TDAH, HP, QI, PCE, SMUR, ORL, IRM, DIY, FOMO, TGV, RER, VIP, WE, AM, PM, MR,
  PAV, DIP, PIA, PFI, PMTIC, TIC, STIC, EPN, MUC, VPN, SQL, IBAN, BIC, SWIFT, KBO, BCE, NISS, INSZ, RN, NN, SIRET, SIREN, RNA, NIR, PIN, PUK, TEL, FAX, WHATSAPP, WWW, RDC, HTTP, NRN, CIN, EID, EXCEL, HACCP, DLC, DDM, FIFO, LED, TIG, MIG, ASP, DDETS, DREAL, OPCO, AFPA, IAE, SIAE, ACI, ETTI, CIP, DPAE, CCAS, CIAS, EPCI, PJJ, SPIP, CPF, DSN, IFAPME, SPW,
  ONSS, RSZ, RVA, INAMI, RIZIV, AVIQ, AFSCA, FAVV, AWIPH, PMSMP, CDDI, QQOQCP, BPM, ODD, SDG, GED, DMS, ETL, WCAG, ADSL, VDSL, NFC, RFID, PAC, VMC, PVC, CVC, PEB, EPB, DEEE, PMC, EPI, VCA,
  CACES, SST, DUERP, RPS, TMS, CPU, SSD, LAN, DNS, SMTP, IMAP, FTP, SSL, OTP, MFA, ISBN, OGM, VCS, FLE, CECR, CEB, CESS, CESI, DGFIP, ANCT, CNAM, SMIC, CSE, IRP, BDESE, OGBL, ABSYM,
  BYOD, ETICS, RPBB, DHB, LSFB, AVC, IMC, HEPL, MDMA, THC, SDF, ZFE, LEZ, ZEP, OSS, SRL, NPA, RIB, AUB, PNG, JPG, JPEG, GIF, SVG, DOC, DOCX, XLS, XLSX, PPTX, ODT, ZIP, MP3, MP4, JSON, Esc, Échap, Ctrl, Maj, Shift, Alt, Enter, Tab, Mo, Go, Ko, BXL, LLN, URGENT, ATTENTION, IMPORTANT, NON, OUI, MERCI, STOP, TODO, INFO
`)

/** Whether a compacted run of words is somebody of a saying, a song or a feast: "Jan met de pet". */
export const isSaying = (key: string): boolean => SAYINGS.has(key)

const SAYINGS = names(`
  Jan Modaal, Jan met de pet, Jan en alleman, Jan Klaassen, Jan Rap, Jan en Piet, Jan Piet en Joris, Piet Snot, Piet Piraat, Sint en Piet, Sint & Piet, Zwarte Piet, Pierre qui roule,
  Brave Hendrik, Pierre pour habiller Paul, Pierre et déshabiller Paul, Paul pour habiller Pierre, Pierre Paul Jacques, Pierre Paul ou Jacques, Pierre Paul et Jacques, Paul Pierre Jacques, Pierre Jacques Paul, De Pierre à Paul, Bella ciao, Frère Jacques, Vader Jacob, Tom Dick and Harry, Au clair de la lune,
  Vieux comme Hérode, Riche comme Crésus, Saint Glinglin, Sainte Nitouche, Marie Jeanne, Bloody Mary, Margarita, Charlotte aux pommes, Reine Claude, Belle Hélène, Poire Belle Hélène, Pêche Melba, Croque Monsieur, Croque Madame, Rosa Parks,
  Pierre par pierre, Pierre et le Loup, Pierre feuille ciseaux, Jacques a dit, Robin des Bois, Blanche Neige, Victor Hugo, Bob le bricoleur, Bob de Bouwer,
  Marc de café, Pierre ponce, Pierre de taille, Pierre angulaire, Pierre bleue, Pierre tombale, Nouvel An, Jour de l'An, Oud en Nieuw, Petit Poucet, Petit Prince, Charlie Hebdo, Rose des vents, Claire comme de l'eau, Marie Curie, Abbé Pierre, Roi Albert, Père Noël
`)

/** Whether a compacted word or run of words is known to identify nobody. */
export function isKnownName(key: string): boolean {
  return (
    WORLD_PRODUCTS.has(key) ||
    EPONYMS.has(key) ||
    METHODS.has(key) ||
    GEOGRAPHY.has(key) ||
    INSTITUTIONS.has(key) ||
    EVERYDAY_CAPITALS.has(key)
  )
}
