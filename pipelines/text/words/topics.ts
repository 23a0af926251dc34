/**
 * Topics in their order of weight: the first that a text speaks of is the one; a topic may stand twice, first with what
 * is plain, later with what may belong to others. How phrases are written: see phrases.ts.
 */
const GIVE_BACK =
  'оставить|оставили|оставил|оставила|сдать|сдали|вернуть|вернули|положить|положили|отдать|отдали|оставлять|кинуть'
const KEYS = 'ключ|ключи|карту|карточку|ключей'
const TAKE = 'забрать|взять|получить|забираем|берем|передать|передача|передадите|передаете|найти|заберем'

export const TOPICS: readonly (readonly [topic: string, phrases: string])[] = [
  [
    'late_check_out',
    `поздний|позднего|позднем|поздно|позже|попозже выезд|выезда|выезде|выселение|выехать|съехать|выселиться|освободить
    выехать|выезд|съехать|выселиться|освободить _? _? _? _? позже|попозже|позднее
    задержаться|задержимся
    late|later check|checking out
    late|later checkout|departure
    check out a? bit|little? later|late
    checkout later|late
    leave a? bit|little? later`,
  ],
  [
    'extend_stay',
    `продлить|продлим|продлеваем|продление|продления|продлили|продлиться|продлеваться|доплатить
    остаться|останемся|пожить|задержаться еще|дольше|подольше|на
    еще на? #|один|одну|ночь|сутки|день|две|пару|денек ночь|дня|сутки|день|суток?
    extend|extending|extension|prolong
    stay longer|another|more|extra|until
    one|another|extra|# more? night|nights|day`,
  ],
  [
    'leak',
    `течет|текет|протекает|протек|протекла|протечка|протечку|протечки|подтекает|капает|потоп|прорвало|потекла|потек|подтопило
    затопи*|затапл*|залив*|залило|залили
    лужа|вода на полу
    leak*|flood*|dripping|drips
    water on the floor
    burst pipe`,
  ],
  [
    'hot_water',
    `горяч* _? вод*
    вод* _? _? нет? горяч*|холодн*|ледян*|тепл*
    бойлер*|водонагревател*|колонка|колонку
    нет|пропала|отключили|холодная|ледяная|без воды|вода|воду
    вода|воды|воду нет|пропала|отключили|не|отсутствует
    hot|warm|no water
    water _? _? cold|heater|off|gone|stopped
    cold shower
    shower _? _? cold
    boiler`,
  ],
  [
    'power',
    `нет|пропал|отключили|выключили|вырубили|вырубило|без|погас света|свет|электричества
    свет|света _? _? нет|пропал|отключили|отключился|вырубился|вырубило|не|выключили|погас|мигает
    электричеств*|розетк*|лампочк*|обесточ*|щиток|щитке|щитка
    пробки|автомат|автоматы выбило|выбивает|вылетел*|вырубил*
    выбило|выбивает|вышибло
    power|electricity|socket|sockets|outlet|bulb|fuse|breaker|blackout
    light|lights _? _? _? _? not|dont|out|off
    light|lights bulb|dont|not|out|off|isnt|doesnt|wont|arent`,
  ],
  [
    'wifi',
    `wifi|вайфай|вифи|вайфая|вайфаю|wi-fi|интернет*|инет|инета|роутер*|internet|router
    wi|вай fi|фай|фая|фаю|фаем
    network password`,
  ],
  [
    'heating',
    `отоплен*|обогревател*|радиатор*|батарея|батареи|батарею|батарее|холодно|холодрыга|замерз*|мерзн*|дубак|прохладно|холодина
    теплый|теплые пол|полы
    heating|heater|radiator*|freezing|thermostat
    is|very|too|really|so cold
    cold in|inside`,
  ],
  [
    'appliances',
    `стирал*|посудомо*
    washing|coffee machine|maker`,
  ],
  [
    'noise',
    `шум*|громк*|музык*|сосед*|орут|кричат|орет|перфоратор*|лает|сверл*|долб*|вечеринк*|тусовк*|топают|стучат
    nois*|loud*|music|party|neighbo*|barking|drilling`,
  ],
  [
    'parking',
    `парков*|припарков*|запарков*|паркинг*|шлагбаум*|гараж*|машиноместо
    машин*|авто|автомобил*
    parking|park|car|garage|parked`,
  ],
  ['deposit', 'залог*|депозит*|обеспечительн*|deposit*'],
  [
    'documents',
    `паспорт*|договор*|чек|чеки|чека|отчетн*|закрывающ*|справк*|регистрац*|документ*|акт|квитанци*|ваучер*
    invoice*|receipt*|contract|passport*|document*|registration|voucher`,
  ],
  [
    'payment',
    `оплат*|заплат*|предоплат*|доплат*|реквизит*|деньги|денег|стоимост*|скидк*|цена|цену|перевел|перевела|перевели|переводом|стоит|
      наличны*|наличк*|возврат*|счет|платить|тариф*|рассрочк*
    pay|paid|paying|payment*|price*|refund*|charge*|discount|cash|cost|costs`,
  ],
  [
    'linen',
    `полотен*|постельн*|белье|белья|простын*|одеял*|подушк*|плед*|наволоч*|пододеяльник*|халат*
    towel*|sheet|sheets|linen*|pillow*|blanket*|duvet*|bedding`,
  ],
  [
    'cleaning',
    `уборк*|уборщи*|убрать|убрали|убираются|убирались|уберите|убирали|убрано|грязн*|грязь|пыль*|мусор*|клинин*|волосы|таракан*|вымыть|
      помыли|плесень|клопы|насеком*
    clean|cleaning|cleaner*|cleaned|dirty|filthy|trash|garbage|dust*|cockroach*|rubbish|mold|bugs`,
  ],
  [
    'appliances',
    `телевизор*|телек|телик|тв|плита|плиту|плите|плиты|духовк*|холодильник*|морозилк*|чайник*|фен|фена|фены|утюг*|микроволнов*|
      кондиционер*|кондей|кондер|кофемашин*|кофеварк*|пылесос*|пульт*|варочн*|сушилк*|вытяжк*
    washer|dryer|tv|television|stove|oven|fridge|freezer|refrigerator|kettle|iron|microwave|ac|conditioner|conditioning|dishwasher|
      hairdryer|remote|hob|cooker|toaster|induction
    hair dryer`,
  ],
  [
    'lock',
    `замок|замка|замке|замку|замком|заклин*|захлопнулась|захлопнулся
    ключ* _? не|сломал*|застрял*|потеря*
    потеря* ключ*
    код* _? _? не
    дверь|двери _? не
    locked|lockbox|lock|jammed
    code _? not|doesnt|wrong|isnt
    key _? wont|doesnt|stuck|broke|broken
    lost _? key|keys`,
  ],
  [
    'check_out',
    `${GIVE_BACK} ${KEYS}
    ${KEYS} ${GIVE_BACK}|лежат
    ${KEYS} на|в столе|тумбочке|ящике
    leave|left|return|drop|put the? key|keys
    key|keys are|is left? on|in|at`,
  ],
  [
    'check_in',
    `${TAKE}|где|откуда ${KEYS}
    ${KEYS} ${TAKE}
    встрет*|встреча*
    pick|collect|get|find up? the? key|keys`,
  ],
  [
    'lock',
    `дверь|двери|дверью|ключ*|код|кода|кодом|коды|домофон*|кейбокс*|сейф*|ключниц*|калитк*
    locks|key|keys|door|doors|code|codes|keypad|intercom|pin|gate`,
  ],
  [
    'check_out',
    `выезд*|выехать|выезжа*|выехали|выехал|выехала|съезжа*|съехать|съехали|выселен*|выселит*|выселяе*|уезжаем|уехали|освобо*|уезжать
    check|checking|checked out
    checkout|leaving|departure`,
  ],
  [
    'check_in',
    `заезд*|заехать|заезжа*|заедем|заселит*|заселен*|заселя*|заселим*|прибыт*|приедем|приехать|приезжа*|приезд*|прилета*|заехали|
      заселились|прибудем|заед*
    check|checking|checked _? in
    checkin|arrive|arriving|arrival|arrived`,
  ],
  [
    'address',
    `адрес*|добраться|добирать*|доехать|подъезд*|этаж*|находит*|локац*|геолокац*|метро|такси*|координат*|маршрут*|геометк*|заблудил*|потерялись|потерялся
    как|куда|не|можем|может|могу пройти|найти|дойти|проехать|идти
    найти дом|вход|корпус|здание|квартиру
    номер квартиры|дома
    address|directions|direction|location|floor|map|entrance|taxi|metro|building|lost
    get to|there
    how to? get
    apartment|flat number`,
  ],
]
