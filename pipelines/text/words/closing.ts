/** What guests write when nothing is left to answer. How phrases are written: see phrases.ts. */

/** Words that are so often mistyped that one slip is forgiven. */
export const OFTEN_MISTYPED = [
  'спасибо',
  'благодарю',
  'отлично',
  'понятно',
  'хорошо',
  'thanks',
  'thank',
  'perfect',
]

const KEYS = 'ключ|ключи|ключики|карту|карточку|комплект'
const LEFT_THEM =
  'оставил|оставила|оставили|положил|положила|положили|вернул|вернула|вернули|повесили|кинули|лежат|лежит'
const BACK_PLACE = `столе|столик|столике|стол|тумбочке|тумбочку|тумбе|ящике|ящик|сейфе|сейф|боксе|бокс|кейбоксе|кейбокс|ключнице|
  ключницу|комоде|полке|полку|консьержа|охраны|ресепшене|ресепшн|крючке|крючок|коврике|ковриком|консоли|зеркала`
const ENGLISH_PLACE =
  'table|counter|box|lockbox|mailbox|keybox|safe|drawer|desk|reception|shelf|hook|mat|doormat'
const GOOD_HOME = `отличная|отличный|отличные|отличное|хорошая|хороший|хорошее|чистая|чистый|уютная|уютный|уютные|уютно|комфортно|чисто|
  чистенько|тепло|красивая|красивый|прекрасная|прекрасный|прекрасное|замечательная|замечательный|замечательное|шикарная|
  шикарный|супер|понравилась|понравилось|понравились|понравился|классная|классный|великолепная`
const GIVEN = `гостеприимство|прием|помощь|оперативность|ответ|ответы|заботу|понимание|информацию|отдых|уют|внимание|чистоту|комфорт|
  радушие|сервис|доброту|проживание|обслуживание|подарок|комплимент|скорость|реакцию|инструкцию|инструкции|подсказку|
  подсказки|совет|советы|рекомендации|терпение|отзывчивость|сообщение|все|это|квартиру|апартаменты|код|адрес`
const GIVING = `вашу|ваше|ваш|ваши|такой|такую|такое|быстрый|быструю|быстрое|теплый|оперативный|оперативную|гостеприимный|подробную|
  подробный|отличный|отличную|прекрасный|прекрасную|чудесный|хороший|хорошую|полезную|полезные`
const GIVEN_ENGLISH = `reply|response|answer|hospitality|assistance|support|information|info|stay|place|apartment|flat|service|
  instructions|tips|message|update|understanding|patience|welcome|gift|advice|recommendations|hosting|kindness|care|
  help|helping|responding|everything|that|this|it|all|us`
const GOOD = `great|perfect|excellent|awesome|nice|cool|lovely|wonderful|amazing|super|fantastic|brilliant|good|beautiful|superb|
  terrific|fine|ok|okay|alright`

/** By what a phrase does. */
export const CLOSING = {
  thanks: `
    спасибо|спасиб|спасибки|спасибочки|пасибо|пасиб|спс|спасибище|благодарю|благодарим|благодарна|благодарен|мерси
    thanks|thank|thx|tnx|ty|thankyou|thanx|tks|cheers|tysm|thnx|thanku|thnks
    thank|thanks you|u|ya very|so much
    thank|thanks you|u|ya
    thanks a lot|million|bunch
    much|really appreciated
    i|we? really? appreciate it|that|this
    much obliged
    kindly
    очень|вы нас|меня|вы? очень? выручили|помогли|спасли
    вы лучшие|лучший|лучшая|супер|чудо|молодцы
    нас|меня спасли|выручили|порадовали`,
  agreed: `
    ок|окей|окэй|оке|оки|окс|океюшки|okay|ok|okey|k|kk|okie
    okey|okie dokey|dokie
    хорошо|ладно|принято|принял|приняла|приняли|договорились|добро|хор|ладненько|лады
    noted|copy|roger|sure|fine|alright
    will do
    sounds|looks ${GOOD}
    no problem|problems|worries|prob|probs
    без проблем|вопросов
    нет|никаких проблем|вопросов`,
  understood: `
    понятно|понял|поняла|поняли|ясно|ясненько|понятненько|учтем|учту
    all? clear|understood
    got it|you|ya|that
    буду|будем знать
    буду|будем иметь в виду
    иметь в виду
    gotcha`,
  fine: `
    отлично|супер|класс|классно|прекрасно|замечательно|чудесно|великолепно|шикарно|круто|здорово|идеально|превосходно
    понравилось|понравился|понравилась|довольны|доволен|довольна|рекомендуем|рекомендую
    нам|мне все|у? вас? очень? понравилось
    great|perfect|excellent|awesome|nice|cool|lovely|wonderful|amazing|super|fantastic|brilliant|good|beautiful|superb|sweet|wow|top
    квартира|квартирка|апартаменты|дом|номер|жилье|место|вид|кровать очень|просто? ${GOOD_HOME}
    в квартире|номере|доме очень|просто? ${GOOD_HOME}
    отличная|отличный|отличное|замечательная|замечательный|прекрасная|прекрасный|чистая|уютная|хорошая|шикарная|
      супер квартира|квартирка|место|номер|дом|жилье|вид|прием
    было|очень|все очень|так|все? чисто|уютно|комфортно|тепло|тихо|удобно|красиво|быстро|приятно|вкусно
    we|i really|absolutely|just? loved|love|enjoyed|enjoy|liked it|everything
    we|i really|absolutely|just? loved|love|enjoyed|enjoy|liked the|this|your|our apartment|place|flat|stay|house
    we|i? had a|an really|very? ${GOOD} stay|time|trip|night
    ${GOOD} stay|place|apartment|flat|host|time`,
  well: `
    все в полном? порядке|норме|ажуре
    в порядке
    все оставили|положили на|в столе|местах|порядке
    все у? нас? очень|просто? нормально|хорошо|ок|супер|отлично|работает|получилось|понятно|ясно|устраивает|подходит|норм|
      прекрасно|замечательно|класс|чудесно|идеально|понравилось|великолепно|здорово
    нормально|норм
    everything|it|its|all was|is|looks|seems? really|very|all|just|so? ${GOOD}
    was|is really|very? ${GOOD}
    we|i|were|im are|am? all? good|fine|ok|okay|set
    all set|good`,
  left: `
    выехали|выехал|выехала|съехали|съехал|съехала|уехали|уехал|уехала|выселились|выселился|выселилась
    освободили|покинули квартиру|номер|апартаменты|дом|жилье?
    выехали|съехали|уехали из квартиры|номера|апартаментов
    we|i have|just|already left the? apartment|flat|house|place|room?
    weve|ive|just just? left the? apartment|flat|house|place|room?
    we|i have? just|already? left
    weve|ive|just just? left
    we|i|weve|ive|just? have|just|already? checked out`,
  leaving: `
    выезжаем|уезжаем|выезжаю|уезжаю|съезжаем
    were|im|we|are|am are? leaving|off
    leaving now`,
  keys_returned: `
    ${KEYS} ${LEFT_THEM}? в|на|у|под почтовом|почтовый|кодовом|кухонном|том|тот? же|самом? ${BACK_PLACE}
    ${LEFT_THEM} ${KEYS} в|на|у|под почтовом|почтовый|кодовом|кухонном? ${BACK_PLACE}
    the? key|keys|card are|is|were|was? left|put|back? on|in|at|under the? kitchen|dining|mail|key|lock|coffee|
      hall? ${ENGLISH_PLACE}
    we|i|have|weve|ive? left|put|dropped|returned the? key|keys|card back? on|in|at|under the? kitchen|dining|mail|key|lock|
      coffee|hall? ${ENGLISH_PLACE}`,
  keys_left: `
    ${KEYS} оставил|оставила|оставили|положил|положила|положили|вернул|вернула|вернули|сдал|сдала|сдали|там|внутри|дома
    оставил|оставила|оставили|положил|положила|положили|вернул|вернула|вернули|сдал|сдала|сдали ${KEYS}
    ${KEYS} оставил|оставила|оставили? в квартире|номере|доме|апартаментах
    оставил|оставила|оставили ${KEYS} в квартире|номере|доме|апартаментах
    дверь закрыл|закрыла|закрыли|захлопнули|заперли
    закрыл|закрыла|закрыли|захлопнули дверь
    свет|воду|все|кондиционер выключили|закрыли|перекрыли
    выключили|закрыли|перекрыли свет|воду|все|кондиционер
    the? key|keys are|is? left? inside
    we|i|weve|ive? have|just|all? left the? key|keys inside?
    the? door is? locked|closed|shut
    closed|locked the? door`,
  farewell: `
    до свидания|встречи|связи|завтра|свиданья|новых
    до скорой|новых встречи|встреч
    всего вам? доброго|хорошего|наилучшего|самого лучшего|хорошего|доброго?
    и? вам? хорошего|приятного|отличного|доброго|удачного|чудесного вам? дня|вечера|отдыха|пути|выходных|дороги
    обязательно|непременно|точно еще|снова? вернемся|порекомендуем|приедем еще|снова? раз?
    еще|снова вернемся|приедем
    вернемся|приедем еще|снова|обязательно раз?
    удачной|хорошей|приятной вам? дороги|поездки|ночи|недели
    спокойной|сладких ночи|снов
    пока|увидимся|взаимно|удачи|успехов
    и вам того же
    и вам|вас|тебе|вас тоже|также|спасибо|взаимно
    и вам|вас|тебе
    с праздником|праздниками|наступающим|наступившим
    с наступающим? новым годом
    bye|goodbye|ciao|cya|byebye
    see you|ya then|soon|tomorrow|later|again|there?
    see you next time
    have a|an ${GOOD} day|evening|night|one|weekend|time|week|trip
    good night
    you|u too
    same to you
    take care
    until next time
    best|kind|warm regards|wishes
    regards`,
  declined: `
    не за что
    не беспокойтесь|переживайте|волнуйтесь|надо|нужно
    уже не надо|нужно
    youre|you|are|re are? welcome
    dont worry
    never mind
    nevermind
    not|no needed|necessary|need`,
  settled: `
    заселились|заселился|заселилась|заехали|вошли|зашли|зашел|зашла|открыли|открыл|открыла|открылось|открылась|открылся
    разобрались|разобрался|разобралась|справились|справился|справилась|получилось|нашли|нашел|нашла|решили|решено|решилось
    работает|заработало|заработал|заработала|включили|включилось|включился|подключились|подключился|подключилась|появился|
      появилась|починили|восстановилось|включилась|исправили
    свет|вода|интернет|вайфай|тепло уже? дали|появился|появилась|есть|работает|включили|заработал|заработала
    получили|получил|получила|увидели|увидел|увидела|вижу|прочитали|прочитал|прочитала|нашли|нашел|нашла все|код|коды|
      инструкцию|сообщение|адрес|информацию|ключ|ключи|карту|фен|утюг|полотенца|пульт|розетку|вход|его|их|ее?
    its|it|everything|all|now? is|are|all|now? sorted|solved|fixed|works|working|resolved|done|opened|worked now|again|fine?
    received|found|done it|everything|all|them?
    код|ключ|пароль подошел|сработал|работает
    we|i|were|im|weve|ive? found|got it|everything|in|inside
    we|i|were|im|weve|ive? made it|in inside?`,
  yes: `
    да|ага|угу|конечно|yes|yep|yeah|yup
    of course`,
  no: 'нет|неа|no|nope|nah',
  waiting: `
    жду|ждем|подождем|подожду|waiting
    will|well|ill wait`,
  reached: 'доехали|добрались|добрался|добралась|добралась|долетели',
  beside: `
    большое|огромное|огромнейшее|огромадное|пребольшое|вам|вас|тебе|все|всем|очень|и|мы|я|уже|тоже|так|просто|прям|прямо|вообще|
      тогда|ну|ой|вот|теперь|сейчас|искренне|пожалуйста|отдельное|человеческое|милая|дорогая|девушка|ребята|друзья|супер
    еще раз
    за|да это|все|всё
    от души|всей|нас|меня
    от всей души
    все это было
    за ${GIVING}? ${GIVING}? ${GIVEN} и? ${GIVEN}?
    здравствуйте|привет|приветствую|здрасте|здравствуй
    добрый|доброе|доброй|доброго день|вечер|утро|ночи|дня|вечера
    доброго времени суток
    извините|простите|извини|сорри за? беспокойство|поздний|ночь|час|задержку? час|вечер?
    обязательно|непременно? оставим|напишем хороший|вам? отзыв
    к вам
    hello|hi|hey|dear
    good morning|evening|afternoon
    so|very|much|a|lot|again|and|really|just|too|indeed|everyone|guys|team|oh|ah|wow|yay|now|then|absolutely|super|well
    for|from all? the|your|our|all? lovely|quick|fast|kind|prompt|warm|great|wonderful|super|all? quick|fast|kind|prompt|
      great|your|the? ${GIVEN_ENGLISH}
    for letting us|me know
    for having|helping|hosting us|me
    from all? of? us|me
    sorry for|to the|your? trouble|bother|inconvenience|disturbing|late|bothering you?
    we|i|will|ll|well|ill definitely|surely|hopefully? come|be back|again
    ha|haha|hahaha|ха|хаха|хах|ахах|ахаха|lol|hehe|хехе
    анна|мария|елена|ольга|наталья|наташа|ирина|татьяна|екатерина|катя|юлия|юля|анастасия|настя|дарья|даша|алена|ксения|марина|
      светлана|виктория|евгения|полина|кристина|алина|анечка|аня|оля|таня|ира|лена|маша|александр|саша|дмитрий|дима|сергей|
      андрей|алексей|леша|максим|михаил|миша|иван|николай|артем|евгений|никита|илья|антон|павел|паша|владимир|игорь|олег|
      денис|кирилл|виктор|юрий|константин|костя|тимур|руслан|людмила|галина|софия|валентина|диана|яна|жанна|эльвира
    anna|maria|elena|olga|natalia|natasha|irina|tatiana|julia|daria|alexander|alex|dmitry|sergey|andrey|max|michael|mike|ivan|
      john|david|james|emma|sarah|kate|nick|anton|paul|peter|tom|ann|mary|helen|victoria|kristina|marina`,
} as const
