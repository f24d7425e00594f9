"""Words that anyone writes right: where no page holds one, it is not another mistyped.

No rule tells « orange » from « range », « poulet » from « poule »: they are known or not.
A word that stands here and in a page is found as any other. Leaving one out does little:
« Aucune page ne contient… » is said of it at worst.
"""

from portal.language.exceptions import ENT_WORDS, word_set
from portal.language.folding import fold
from portal.language.inflection import singular

ANIMALS_AND_PLANTS = """
    agneau aigle âne araignée baleine bœuf canard cerf chameau chat chaton cheval chèvre
    chien chiot cochon coq crabe crapaud crocodile cygne dauphin dinde dragon écureuil
    éléphant escargot faisan faucon fourmi frelon girafe grenouille guêpe hamster
    hérisson hibou hirondelle huître insecte lapin lézard libellule lièvre lion loup
    moineau mouche moule moustique mouton oiseau ours panthère papillon pigeon pingouin
    poisson porc poulain poulet punaise rat renard requin sanglier sardine saumon serpent
    singe souris taupe taureau tigre tortue truite vache veau vipère zèbre
    arbuste blé bouleau bruyère cactus chêne érable fougère herbe hêtre houx lavande
    lierre lilas maïs marguerite mousse muguet orchidée ortie palmier peuplier pin
    platane rose roseau sapin saule thym tilleul tournesol trèfle tulipe violette
"""
FOOD = """
    abricot ail amande ananas artichaut asperge aubergine avocat banane bière beurre
    biscuit bonbon boisson brioche café cannelle carotte céleri céréale cerise champagne
    champignon chocolat chou cidre citron citrouille concombre confiserie confiture
    courge courgette crème crêpe crevette curry datte dessert endive épice épinard farine
    fenouil figue fraise framboise fromage gâteau gaufre gingembre glace haricot huile
    jambon kiwi lait laitue lentille levure mangue melon menthe miel moutarde myrtille
    navet noisette noix nougat nouille œuf oignon olive omelette orange pain pamplemousse
    pastèque pâte pâtisserie pêche persil pizza poire poireau pois poivre poivron pomme
    potiron prune purée quiche radis raisin ratatouille riz sandwich sauce saucisse
    saucisson sel sirop sorbet soupe spaghetti steak sucre sushi tarte thé tisane tofu
    tomate truffe vanille viande vin vinaigre yaourt
"""
THINGS = """
    aiguille allumette ampoule anneau appareil aquarium armoire arrosoir aspirateur
    assiette bague baguette baignoire balai balle ballon bassine bijou bocal bonnet botte
    bouchon bougie boulon bouquet bouteille bouton bracelet brosse cadre cahier caillou
    caméra canapé canne carafe carnet carton casque casquette casserole ceinture chaîne
    chaise chandelle chapeau charbon chaudière chaussette chaussure chemise ciseaux
    clavier clé cloche clou coffre collier commode corde costume couette coussin couteau
    couverture couvercle cravate crayon cuillère cuir culotte dentelle diamant drapeau
    échelle écharpe écran élastique enveloppe éponge étagère étui évier fauteuil fenêtre
    ficelle flacon fourchette fusil gant gilet gobelet gomme grille horloge imprimante
    jouet jumelles jupe lacet laine lampe lanterne lavabo lit loupe lunettes lustre
    machine maillot malle manche manteau maquillage marmite marteau masque matelas médaille
    miroir montre moquette mouchoir moustache nappe oreiller panier pantalon pantoufle
    parapluie parasol parfum peigne peluche pendule perle perruque pinceau pince pipe
    plafond plancher plaque plume poêle poche poignée portefeuille poupée prise pull
    pyjama radiateur rasoir réfrigérateur règle réveil rideau robe robinet ruban sac
    sandale savon scie seau serrure serviette short shampoing soie soulier stylo tabouret
    tambour tapis tasse téléphone téléviseur tente tiroir tissu toile torchon trousse
    valise vase velours verre veste vêtement vis vitre voile
"""
PLACES_AND_JOURNEYS = """
    aéroport ambulance antenne autobus autoroute avenue avion banlieue barque barrage
    bateau boulevard cabane camion camping canal canoë capitale car caravane carrefour
    caserne cathédrale cave cercueil château cheminée chemin cimetière circuit clocher
    colline côte couloir croisière désert dune écluse église escalier étable étang falaise
    ferry fontaine forteresse fossé frontière fusée galerie gare glacier golfe grange
    grenier grotte hélicoptère horizon hôtel île immeuble jetée jungle lac lagune mairie
    marécage métro monastère montagne monument mosquée moto moulin musée navette navire
    océan palais parapente parking passerelle pelouse phare pirate piscine piste plage
    plaine planète pont port prairie presqu'île prison pyramide quai rail remorque
    restaurant rivière rocher route ruisseau sable sacoche salon satellite savane scooter
    sentier soleil sommet source stade station studio temple terrasse toit tour tourisme
    tracteur train tramway trottinette trottoir tunnel usine vacances vague vallée village
    voyage volcan voiture wagon yacht zoo
"""
PEOPLE_AND_BODY = """
    acteur adulte amour ancêtre ange architecte armée artiste assassin astronaute athlète
    avocat bandit barbier berger bijoutier boucher boulanger bourgeois boxeur caissier
    capitaine cavalier célibataire champion chanteur charpentier chasseur chef chirurgien
    clown coiffeur comédien comptable comte concierge cordonnier cousin couturier cuisinier
    curé cycliste danseur dentiste dessinateur diable directeur docteur douanier électricien
    empereur enquêteur épicier esclave espion évêque facteur fantôme fiancé fleuriste
    garagiste gendarme géant gardien guerrier héros horloger hôtesse huissier infirmier
    ingénieur jardinier jockey journaliste juge juif jumeau libraire locataire maçon
    magicien mannequin marchand maréchal mariage marin marquis matelot mécanicien menuisier
    ministre moine monstre musicien nain notaire nourrice officier oncle opticien orphelin
    pape pâtissier patron pêcheur peintre pharmacien philosophe photographe pilote
    plombier poète policier pompier prêtre prince princesse prof psychiatre reine roi
    romancier sculpteur secrétaire seigneur sénateur serveur soldat sorcier sorcière
    tailleur témoin tante tyran vampire veuf vétérinaire viking voleur
    allergie bouche bras cancer cerveau cheveu cheville cicatrice colonne côte coude cou
    crâne cuisse dent diabète doigt épaule estomac fièvre foie front genou gorge grippe
    hanche jambe joue langue larme lèvre maladie migraine muscle nez nombril ongle oreille
    os peau pied poitrine poumon rein rhume rotule sang sourcil squelette sueur talon tête
    thorax toux tumeur vaccin ventre virus visage
"""
LEISURE_AND_KNOWLEDGE = """
    accordéon alpinisme chœur astrologie astronomie athlétisme aviron badminton ballet basket
    batterie biologie botanique boxe broderie carnaval cartomancie casino céramique chanson
    chasse chimie chorale cinéma cirque clarinette comédie concert couture cricket crochet
    cyclisme danse dessin échecs équitation escalade escrime flûte football foot gravure
    golf guitare gymnastique handball harpe hockey horoscope jazz jonglage judo karaoké
    karaté latin légende licorne littérature loterie loto magie magique manga marathon
    mathématiques mosaïque natation opéra orchestre orgue patinage peinture pétanque
    photographie physique piano plongée poème poésie poker poterie quiz rallye rap robot
    rock roman rugby salsa saxophone sculpture ski sport surf tableau tango tapisserie tarot
    tatouage techno tennis théâtre tir tricot trompette vélodrome violon violoncelle volley
    yoga zumba
    atome comète dinosaure électron étoile fossile galaxie géologie gravité laser lune
    magnétisme molécule particule planétarium squelette télescope univers
"""
SOCIETY = """
    abonnement accident achat adjoint alcool alarme amende anniversaire archive argent arme
    arnaque assurance attentat avalanche bagarre banque banquise baptême bataille billet
    bombe bourse cadeau cambriolage canicule caution censure chèque chômage cigarette code
    colonie combat commerce complot concours congé conquête contrat corruption couronne
    crime cyclone dette dictature divorce douane drogue duel élection emballage embouteillage
    empire espionnage examen exil facture faillite fête feuilleton fiançailles foire fortune
    fraude frontalier génocide gloire grève guerre héritage impôt incendie inondation
    invasion jugement justice lettre licenciement lingot loyer magazine mensonge messe meurtre
    mine monarchie monnaie noblesse naissance naufrage neige noël nouvelle obsèques orage
    ouragan pacte paix paradis pâques passeport patronage pension péage permis pétrole
    pétition pluie police politique pourboire prière primaire procès promotion publicité
    punition radar ramadan rançon récompense religion rente retraite révolution royaume
    salaire sanction scandale séisme sécheresse secret silence soldes sondage syndicat tabac
    tempête terrorisme testament timbre tonnerre tornade tournage torture trahison trésor
    tribunal tsunami vengeance verglas victoire violence vol
    blanc bleu brun gris jaune mauve noir orange rouge vert violet
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    lundi mardi mercredi jeudi vendredi samedi dimanche printemps automne hiver
    imprimeur ordinateur clavier logarithme tablette console imprimé poussette biberon
    landau crèche berceau nourrisson gendre statue statut
"""

COMMON = ENT_WORDS | frozenset(
    singular(fold(word))
    for text in (
        *(ANIMALS_AND_PLANTS, FOOD, THINGS, PLACES_AND_JOURNEYS),
        *(PEOPLE_AND_BODY, LEISURE_AND_KNOWLEDGE, SOCIETY),
    )
    for word in word_set(text)
)
