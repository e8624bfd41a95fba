/*
 * Stands in for Windows' own windows.ui.dll in the Wine prefix where the program is tried.
 *
 * Qt's `windows` platform asks Windows.UI.ViewManagement.UISettings for the accent colours and the
 * text scale, and Wine before 8.13 has no such class.  This answers with the colours of a fresh
 * Windows 10 and the scale 1.  It lies in the prefix only; the build fails if it got into the
 * executable.
 */
#define COBJMACROS
#define INITGUID
#include <windows.h>

#include <activation.h>
#include <roapi.h>
#include <string.h>
#include <winstring.h>

enum { FIRST_OWN_METHOD = 6, METHODS = 48 };

typedef struct {
    const void **methods;
} Object;

static const GUID IID_MARSHAL = {0x00000003, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID IID_WEAK_SOURCE = {0x00000038, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID IID_UI_SETTINGS_2 = {
    0xBAD82401, 0x2721, 0x44F9, {0xBB, 0x91, 0x2B, 0xB2, 0x28, 0xBE, 0x44, 0x2F}};
static const GUID IID_UI_SETTINGS_3 = {
    0x03021BE4, 0x5254, 0x4781, {0x81, 0x94, 0x51, 0x68, 0xF7, 0xD0, 0x6D, 0x7B}};

static const void *settings_methods[METHODS], *scale_methods[METHODS], *colour_methods[METHODS];
static const void *factory_methods[METHODS];
static Object settings = {settings_methods}, scale = {scale_methods}, colours = {colour_methods};
static Object factory = {factory_methods};

static HRESULT WINAPI query_settings(Object *self, REFIID wanted, void **found) {
    (void)self;
    *found = NULL;
    if (IsEqualGUID(wanted, &IID_MARSHAL) || IsEqualGUID(wanted, &IID_WEAK_SOURCE))
        return E_NOINTERFACE;
    if (IsEqualGUID(wanted, &IID_UI_SETTINGS_3))
        *found = &colours;
    else
        *found = IsEqualGUID(wanted, &IID_UI_SETTINGS_2) ? &scale : &settings;
    return S_OK;
}

static HRESULT WINAPI query_factory(Object *self, REFIID wanted, void **found) {
    (void)self;
    if (IsEqualGUID(wanted, &IID_IActivationFactory) || IsEqualGUID(wanted, &IID_IUnknown) ||
        IsEqualGUID(wanted, &IID_IInspectable) || IsEqualGUID(wanted, &IID_IAgileObject)) {
        *found = &factory;
        return S_OK;
    }
    *found = NULL;
    return E_NOINTERFACE;
}

/* Nothing is ever allocated, so nothing is counted. */
static ULONG WINAPI keep(Object *self) {
    (void)self;
    return 2;
}

static HRESULT WINAPI no_interfaces(Object *self, ULONG *count, IID **list) {
    (void)self;
    *count = 0;
    *list = NULL;
    return S_OK;
}

static HRESULT WINAPI no_name(Object *self, HSTRING *name) {
    (void)self;
    *name = NULL;
    return S_OK;
}

static HRESULT WINAPI base_trust(Object *self, TrustLevel *level) {
    (void)self;
    *level = BaseTrust;
    return S_OK;
}

static HRESULT WINAPI succeed(Object *self) {
    (void)self;
    return S_OK;
}

/* UIColorType: background, foreground, three darker accents, accent, three lighter ones; ARGB. */
static HRESULT WINAPI colour_value(Object *self, int kind, BYTE *argb) {
    static const BYTE known[][4] = {
        {255, 255, 255, 255}, {255, 0, 0, 0},      {255, 0, 38, 66},
        {255, 0, 62, 112},    {255, 0, 90, 158},   {255, 0, 120, 215},
        {255, 66, 156, 227},  {255, 118, 185, 237}, {255, 166, 216, 255}};
    const int count = (int)(sizeof known / sizeof known[0]);
    (void)self;
    memcpy(argb, known[kind >= 0 && kind < count ? kind : 5], 4);
    return S_OK;
}

static HRESULT WINAPI text_scale(Object *self, double *factor) {
    (void)self;
    *factor = 1.0;
    return S_OK;
}

static HRESULT WINAPI activate(Object *self, IInspectable **made) {
    (void)self;
    *made = (IInspectable *)&settings;
    return S_OK;
}

static void fill(const void **methods) {
    methods[0] = query_settings;
    methods[1] = methods[2] = keep;
    methods[3] = no_interfaces;
    methods[4] = no_name;
    methods[5] = base_trust;
    for (int n = FIRST_OWN_METHOD; n < METHODS; n++)
        methods[n] = succeed;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, void *reserved) {
    (void)self;
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH) {
        fill(settings_methods);
        fill(scale_methods);
        fill(colour_methods);
        fill(factory_methods);
        scale_methods[FIRST_OWN_METHOD] = text_scale;
        colour_methods[FIRST_OWN_METHOD] = colour_value;
        factory_methods[0] = query_factory;
        factory_methods[FIRST_OWN_METHOD] = activate;
    }
    return TRUE;
}

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(HSTRING name,
                                                             IActivationFactory **found) {
    (void)name;
    *found = (IActivationFactory *)&factory;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) {
    return S_FALSE;
}
