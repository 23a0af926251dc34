/** What sends by itself, as /connect says it. */
export const hooks = {
  title: 'Без файлов: присылают сами',
  about:
    'Мессенджер, система бронирования или телефония сообщают о каждом событии сразу. Слова гостей при этом не сохраняются: из них берётся только тема, и они тут же отбрасываются.',
  address: 'Готово. Скопируйте этот адрес и вставьте его там, откуда придут события:',
  addressLabel: 'Адрес для событий',
  addressOnce:
    'Адрес показан один раз: кто его знает, тот может присылать события. Потеряли — сделайте новый.',
  nothing: 'Ждём первое событие. Оно появится здесь само.',
  last: 'последнее событие: {{when}}',
  seen: 'Что пришло недавно',
  states: { on: 'принимаем', paused: 'приостановлено' },
  acts: {
    hook_pause: 'Приостановить',
    hook_resume: 'Принимать снова',
    hook_rotate: 'Новый адрес',
    hook_remove: 'Да, убрать',
  },
  remove: 'Убрать',
  removeText: 'Адрес перестанет работать. Всё, что пришло по нему раньше, останется и считается.',
  name: 'Как назвать',
  optional: 'можно оставить пустым',
  complete: 'Здесь все {{what}}: в других местах их нет',
  add: 'Получить адрес',
  refused: {
    name: 'Не получилось: название — латинские буквы, цифры, _ и -.',
    known: 'Такое подключение уже есть: назовите новое иначе или возьмите для старого новый адрес.',
    credentials: 'Не получилось: без ключа этой системы её события нельзя проверить. Впишите его.',
    gone: 'Этого подключения уже нет. Обновите страницу.',
  },
  kinds: {
    telegram: 'Telegram для бизнеса',
    wazzup: 'Wazzup',
    avito: 'Авито Мессенджер',
    realtycalendar:
      'В RealtyCalendar укажите этот адрес там, где подключается CRM, как вебхук броней; если такого места нет, его задаёт поддержка RealtyCalendar. Название объекта должно быть таким же, как в вашей таблице квартир.',
    chatwoot: 'Chatwoot',
    max: 'Боту MAX подпишите вебхук методом POST /subscriptions: url — этот адрес, secret — его часть после последней косой черты. Бот видит то, что пишут ему; ответы самого бота могут не приходить: если через него отвечают, подключите лучше Wazzup или Chatwoot.',
    mango: 'Mango Office',
    amocrm: 'amoCRM',
    whatsapp: 'WhatsApp Cloud API',
    hostaway: 'Hostaway',
    guesty:
      'Вебхук Guesty регистрируется запросом к его Open API (POST /v1/webhooks, нужен токен): url — этот адрес, события броней и сообщений. Секрет whsec_… сообщает он же.',
  },
  tells: { messages: 'сообщения', calls: 'звонки', stays: 'брони', reviews: 'отзывы' },
  steps: {
    telegram:
      'Нужен Telegram Premium и бот из @BotFather с включённым Business Mode. Бот подключается в Telegram: «Настройки → Telegram для бизнеса → Чат-боты». Адрес передайте боту методом setWebhook: url — весь адрес, secret_token — его часть после последней косой черты, allowed_updates — business_connection, business_message, edited_business_message, deleted_business_messages.',
    wazzup:
      'В Wazzup: «Настройки → Интеграция с CRM → API», адрес вебхуков — этот, подписка — «Сообщения и статусы». Если задан ключ CRM, впишите его и здесь.',
    avito:
      'В кабинете Авито для бизнеса создайте ключ API и подпишите вебхук мессенджера (POST /messenger/v3/webhook) на этот адрес. Квартира находится по объявлению, если его номер записан у квартиры.',
    realtycalendar:
      'В RealtyCalendar укажите этот адрес там, где подключается CRM, как вебхук броней; если такого места нет, его задаёт поддержка RealtyCalendar. Название объекта должно быть таким же, как в вашей таблице квартир.',
    chatwoot:
      'В Chatwoot: «Settings → Integrations → Webhooks», вставьте адрес и отметьте Message created и Message updated. Секрет вебхука, если он показан, впишите здесь.',
    max: 'Боту MAX подпишите вебхук методом POST /subscriptions: url — этот адрес, secret — его часть после последней косой черты. Бот видит то, что пишут ему; ответы самого бота могут не приходить: если через него отвечают, подключите лучше Wazzup или Chatwoot.',
    mango:
      'В личном кабинете Mango Office: «Интеграции → API-коннектор», адрес внешней системы — этот. Ключ и соль для подписи возьмите там же.',
    amocrm: 'В amoCRM: «amoМаркет → ⋯ → WebHooks», вставьте адрес и отметьте входящие и исходящие сообщения.',
    whatsapp:
      'В Meta for Developers: «WhatsApp → Configuration → Webhook»: адрес — этот, Verify token — его часть после последней косой черты, поле messages. App secret возьмите в «App settings → Basic».',
    hostaway: 'В Hostaway: «Settings → Hostaway API → Webhooks», вставьте адрес; логин и пароль по желанию.',
    guesty:
      'Вебхук Guesty регистрируется запросом к его Open API (POST /v1/webhooks, нужен токен): url — этот адрес, события броней и сообщений. Секрет whsec_… сообщает он же.',
  },
  credentials: {
    crm_key: 'Ключ CRM (crmKey)',
    webhook_secret: 'Секрет вебхука',
    api_key: 'Уникальный код АТС (vpbx_api_key)',
    api_salt: 'Ключ для создания подписи (соль)',
    app_secret: 'App secret',
    login: 'Логин',
    password: 'Пароль',
    secret: 'Секрет подписи',
  },
  words: {
    ...{ message: 'сообщение', mark: 'отметка', stay: 'бронь', review: 'отзыв', incident: 'инцидент' },
    ...{ guest: 'гость', manager: 'мы', owner: 'владелец', bot: 'бот', automation: 'автоматически' },
    ...{ unknown: 'неизвестно кто', text: 'текст', media: 'фото или файл', voice: 'голос', note: 'заметка' },
    ...{ call: 'звонок', missed_call: 'пропущенный звонок', reaction: 'реакция', deleted: 'удалено' },
    ...{ undelivered: 'не доставлено', booked: 'забронировано', changed: 'изменено', cancelled: 'отменено' },
  },
  why: {
    not_understood: 'не понято',
    refused: 'не принято',
    edited: 'правка сообщения, не считается',
    other: 'не считается',
  },
}
