/** What staff write when they only promise an answer. How phrases are written: see phrases.ts. */
const WAIT = 'минутку|минуту|минуточку|секунду|секундочку|сек|мин|моментик|момент|минутка|секундочка'
const WHOM = `коллег|коллеги|хозяина|хозяйки|собственника|администратора|менеджера|управляющего|управляющей|руководителя|мастера|
  техника|горничной|горничных|службы|клининга|бухгалтера|бухгалтерии|руководства|владельца`
const WITH_WHOM = `коллегами|коллегой|собственником|хозяином|хозяйкой|мастером|администратором|менеджером|управляющим|горничной|техником|
  владельцем|бухгалтерией|службой`

export const HOLDING = {
  promise: `
    одну|буквально? ${WAIT}
    уточню|уточним|уточняю|уточняем|проверю|проверим|проверяю|проверяем|узнаю|узнаем|спрошу|спросим|выясню|выясним|выясняем|
      выясняю|посмотрю|посмотрим|смотрю|смотрим|разберусь|разберемся|разбираемся|разбираюсь|изучу|изучим|поинтересуюсь
    вернусь|вернемся к|с? вам? с? ответом|информацией?
    отвечу|ответим|напишу|напишем|сообщу|сообщим|отпишусь|отпишемся|перезвоню|перезвоним|подскажу|подскажем|сориентирую
    дайте мне|нам? пару|минуту|минутку|секунду|немного минут|минутку|времени?
    дам|дадим вам? знать|ответ|информацию|обратную связь?
    подождите|ожидайте|подожди|обождите|секундочку|повисите
    занимаемся|занимаюсь|решаем|решаю вашим|ваш|этим|этот вопросом|вопрос
    занимаемся|занимаюсь этим
    работаем над этим|вопросом|вашим вопросом?
    свяжусь|свяжемся|связываюсь|связываемся с ${WITH_WHOM}
    one|a|just a? moment|second|sec|minute|min
    wait a|one moment|second|sec|minute|min
    give|allow me|us a|one|just? few|couple|one? of? moment|moments|minute|minutes|second|seconds|sec|min
    let me|us quickly|just|double? check|look|find|ask|see|confirm|verify|clarify|double out|into|check?
    ill|i|well|we|will|am|im|were|are will|ll|just|are|am|still|now|going? to|now|quickly? check|look|ask|find|confirm|verify|clarify|see|
      checking|looking|asking|verifying|clarifying out|into|with?
    still|just? checking|verifying|clarifying
    looking into
    hold on
    bear with me|us
    ill|i|well|we? will? get|come|getting|be right? back to you
    be right? back
    let|letting you know
    keep you posted|updated|informed
    please wait
    stand by
    were|we|im|i are|am? on|working on? it
    and reply|answer|respond
    ill|i|well|we|will will? reply|answer|respond|write|message|update`,
  polite: `
    здравствуйте|приветствую|привет|здравствуй
    добрый|доброе|доброй|доброго день|вечер|утро|ночи|дня|вечера
    доброго времени суток
    пожалуйста|спасибо|благодарю|благодарим|извините|простите|понял|поняла|поняли|принял|приняла|приняли|принято|хорошо|да|ок|
      конечно|сейчас|щас|прямо|уже|вам|вас|вы|я|мы|и|а|тут|еще|раз|же|только|чуть|чуточку|немного|позже|скоро|вскоре|быстро|
      быстренько|оперативно|сразу|обязательно|вот|буквально|то|так
    за ожидание|обращение|сообщение|вопрос|терпение|беспокойство|неудобства|задержку|информацию|отклик
    по вашему|этому|данному? вопросу|заявке|ситуации
    этот|ваш|эту|вашу|данный|данную? ответ|ответа|вопрос|момент|информацию|ситуацию|заявку|запрос|детали|наличие|возможность|все
    у ${WHOM}
    с ${WITH_WHOM}
    через|минут|буквально? пару|несколько|#|пять|десять|полчаса минут|минуты|минуту|часа|часов?
    через минуту|минутку|час|полчаса
    в|течение течение|ближайшее|ближайшие|течении пары|#|нескольких|получаса|ближайшего? минут|минуты|часа|часов|время|дня?
    # минут|минуты|мин
    минут|минуты|пару минут|пять|десять|#?
    как только будет|узнаю|появится|получу|уточню|выясню|получим|узнаем информация|ответ|информацию?
    hello|hi|hey|dear guest?
    good morning|evening|afternoon|day
    please|thanks|thank|sorry|ok|okay|sure|yes|understood|right|just|now|soon|shortly|asap|quickly|later|so|very|much|and|then|
      again|today|everything|noted|well|still
    thank|thanks you
    for your|the? message|patience|waiting|question|delay|inquiry|inconvenience
    for reaching|contacting|writing out|us? to? us?
    of course
    got it|you
    as soon as possible
    with|about|on|for|from? the|my|our|your? this|that|it|colleague|colleagues|owner|manager|team|host|landlord|housekeeping|
      availability|details|question|request|you
    in|within a|the|couple|few|#? of|#|few|next? minutes|minute|min|mins|hour|hours|moment|bit|#?
    a bit|moment|minute|few minutes?`,
} as const
