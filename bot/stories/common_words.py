"""How common a word of English news is before any article is held: our own estimate in bands, by share of articles.

A word that stands in no band is taken as rare. What the window has seen soon outweighs these shares.
"""

from __future__ import annotations

BANDS: tuple[tuple[float, str], ...] = (
    (
        0.6,
        """
        a about above across after again against all also am among an and another any are around as at be
        because been before being below between both but by can could did do does doing don done down during
        each even few first for from further had has have having he her here herself him himself his how
        however i if in into is it its itself just last like many may me might more most much must my new no
        nor not now of off on once one only or other our out over own people per s said same she should since
        so some still such t than that the their them themselves then there these they this those through time
        to too two under until up us very was we were what when where which while who why will with within
        without would year yet you your
        """,
    ),
    (
        0.25,
        """
        according add added already although april august back big call called came city come company country
        day december early end expected face february five former four friday get give given go good got
        government group help high home house include including january july june know late later lead leader
        left long look made make man march member men million monday month national need news next november
        number october official old part percent place plan president public put report reported reports right
        saturday say says see seen september set several show state statement sunday take taken team think
        though three thursday told took top tuesday use used want way wednesday week well went woman women
        work world
        """,
    ),
    (
        0.09,
        """
        able accuse act action actually agree agreement allow almost always america american announce
        announced answer anything appear area argue ask attack away became become begin believe best better
        billion body bring brought build business buy care case cause change chief child children claim clear
        close comment concern consider continue cost court create crisis cut data dead deal death decide
        decision deny describe despite die director dollar economic economy effort eight election especially
        evening ever everyone everything expect explain eye fact fall family far feel fight find follow force
        found full future great grow half hand happen head health hear heard history hold hope hour hundred
        idea important increase information instead international interview issue job join keep kill large law
        lay least leave less let letter level lie life likely line live lives local lose low major market mean
        media meet meeting military minister minute moment money morning move name near nearly never night
        nine note nothing offer office often online open oppose order party pass past pay play point police
        policy political position possible post power press price problem program provide question raise rate
        rather reach read real really reason receive recent recently record region regional release released
        remain require response result return rise risk role rule run school second secretary security seem
        sell send sent serve service seven side sign sit six small sold someone something speak spend spent
        spokesman spokeswoman stand start states stop story strong student study support sure system talk tell
        ten thing things third thousand threat today together tomorrow true try turn tweet twitter u.s united
        video view visit vote war warn washington watch whether white whole win word write wrote yesterday
        young
        """,
    ),
    (
        0.03,
        """
        access address administration advantage advertisement africa afternoon age agency ago aim air airport
        alliance ally ambassador amount analyst anniversary annual ap app appeal appoint approach approve army
        arrest arrive artist associated attorney australia average avoid award baby bad balance ban bank bbc
        benefit biden bill birth black block blog book border boy break britain british broadcast brother
        budget building california campaign canada candidate capital caption car carry catch celebrate central
        century ceo ceremony certain chairman challenge charge charity china chinese christmas church citizen
        click climate club cnn coach college column commit commitment committee common communicate community
        compare compete competition computer conference confirm congress connect conservative consumer contact
        continued contrast contributed control copyright council county couple covid credit crime criminal
        critic critical criticism current currently customer daily damage dark daughter debate debt decade
        defeat defend delay demand democrat democratic demonstration department design destroy detail develop
        development different diplomat discover discuss discussion disease district divide doctor document
        double drive drop drug duty earlier east eastern easy editor editorial education effect elect email
        employee employer enemy energy english enter environment equal escape estimate europe european event
        evidence executive exit expand expert extend facebook fail failure fair fan father federal figure film
        final finally financial fire firm flee flight focus food forecast foreign fox france free freedom
        french friend fund game gas general german germany getty girl global goal google governor growth gun
        hard heavy hire hit holiday hospital human husband identify illegal image impact improve india
        individual industry influence injure injured internet introduce investigation investigator investment
        investor involve iran island israel jail japan journalist judge justice key king land launch lawmaker
        lawyer league legal legislation liberal light limit list loan london long-term loss magazine main
        manage match mayor measure medical message mexico midnight mission model mother movie murder music
        nation negotiate negotiation network newsletter newspaper nominate noon north northern obama officer
        oil operate operation opinion opponent opportunity opposition page pandemic parent parliament partner
        patient peace personal phone photo photograph plane player pledge poll poor press-conference pressure
        prevent previous prime prince print prison private process product profit project promise property
        proposal propose protect protest protester province publish pull push quality quarter queen recommend
        reduce reject relate relation relationship religious remove replace reporter republican request
        research researcher resident resign responsibility responsible retire reuters reveal revenue rich
        rights rival river road royal russia russian safe sale save scientist score sea search season senate
        senator separate serious severe share shares ship shoot shooting short similar single sister social
        soldier son source south southern special speech split spokesperson spring standard star step stock
        storm strategy street strike subscribe succeed success suggest summer survey suspect talks target tax
        teacher technology television term test texas throw total town trade train travel trial troop trump uk
        union university update updated vaccine various vehicle victim victory village virus voter walk water
        weapon weather website weekend west western wife winter worker worse worst wound wrong york
        """,
    ),
)
