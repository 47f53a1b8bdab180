"""The vocabulary of everyday food, in the languages we serve; data for `provenance.ingredients`."""

FOODS = """
coconut milk|leche de coco|椰奶,椰浆
peanut butter|mantequilla de cacahuete,crema de cacahuete|花生酱
soy sauce,soya sauce|salsa de soja|酱油,生抽,老抽
fish sauce|salsa de pescado|鱼露
oyster sauce|salsa de ostras|蚝油
tomato paste,tomato puree|concentrado de tomate,tomate concentrado|番茄膏
ketchup,tomato ketchup||番茄酱
cream cheese|queso crema|奶油奶酪
sour cream|nata agria,crema agria|酸奶油
ice cream|helado|冰淇淋
cooking oil,vegetable oil,sunflower oil|aceite,aceite de girasol|食用油,植物油
olive oil,extra virgin olive oil|aceite de oliva|橄榄油
sesame oil|aceite de sesamo|香油,芝麻油
baking powder|levadura quimica|泡打粉
baking soda|bicarbonato|小苏打
corn starch,cornstarch|maicena|淀粉,玉米淀粉
garlic powder|ajo en polvo|蒜粉
onion powder|cebolla en polvo|洋葱粉
red pepper flake,chilli flake,chili flake|copos de guindilla|辣椒碎
chicken stock,chicken broth,chicken bouillon,chicken bullion|caldo de pollo|鸡汤,鸡高汤
beef stock,beef broth,beef bouillon|caldo de carne|牛肉汤,牛高汤
vegetable stock,vegetable broth|caldo de verduras|蔬菜汤
sweet potato|boniato,batata|红薯,地瓜
spring onion,scallion,green onion|cebolleta|葱,小葱
bell pepper,capsicum,sweet pepper|pimiento|甜椒,彩椒,青椒
bean sprout|brotes de soja|豆芽
snow pea|tirabeque|荷兰豆
romaine lettuce,lettuce,romaine,iceberg lettuce|lechuga,lechuga romana|生菜,罗马生菜
salad dressing,caesar salad dressing|alino|沙拉酱
passion fruit|maracuya,fruta de la pasion|百香果
salmon|salmon|三文鱼,鲑鱼
trout|trucha|鳟鱼
cod|bacalao|鳕鱼
tuna|atun|金枪鱼
sea bass|lubina|鲈鱼
sea bream|dorada|鲷鱼
tilapia|tilapia|罗非鱼
prawn,shrimp|gamba,langostino,camaron|虾,虾仁,大虾
chicken|pollo|鸡肉,鸡胸,鸡腿
turkey|pavo|火鸡
beef|ternera,carne de vacuno,vacuno|牛肉,牛排
pork|cerdo|猪肉,排骨
lamb|cordero|羊肉
veal|ternera blanca|小牛肉
bacon|beicon,bacon|培根
ham|jamon|火腿
egg|huevo|鸡蛋
milk|leche|牛奶
butter|mantequilla|黄油
yogurt,yoghurt|yogur|酸奶
cheese|queso|奶酪,芝士
parmesan,parmesan cheese,parmigiano reggiano|parmesano|帕玛森
mozzarella|mozzarella|马苏里拉
cream,heavy cream|nata|淡奶油,奶油
tofu|tofu|豆腐
rice|arroz|大米,米饭
pasta|pasta|意面,意大利面
spaghetti|espaguetis,espagueti|细意面
noodle|fideos|面条
bread|pan|面包
flour|harina|面粉
sugar|azucar|糖,白糖
honey|miel|蜂蜜
tomato|tomate|番茄,西红柿
potato|patata,papa|土豆,马铃薯
onion|cebolla|洋葱
garlic|ajo|大蒜,蒜
ginger|jengibre|姜,生姜
carrot|zanahoria|胡萝卜
celery|apio|芹菜
spinach|espinaca|菠菜
broccoli|brocoli|西兰花
cauliflower|coliflor|花椰菜,菜花
cabbage|repollo|卷心菜,白菜
cucumber|pepino|黄瓜
courgette,zucchini|calabacin|西葫芦
aubergine,eggplant|berenjena|茄子
squash,pumpkin|calabaza|南瓜
mushroom,champignon mushroom,champignon|champinon,seta|蘑菇,香菇
pea|guisante|豌豆
bean|judia,alubia|豆
corn,sweetcorn|maiz|玉米
avocado|aguacate|牛油果
lemon|limon|柠檬
lime|lima|青柠
orange|naranja|橙,橙子
apple|manzana|苹果
banana|platano|香蕉
mango|mango|芒果
strawberry|fresa|草莓
blueberry|arandano|蓝莓
raspberry|frambuesa|树莓
grape|uva|葡萄
parsley|perejil|欧芹
coriander,cilantro|cilantro|香菜
basil|albahaca|罗勒
dill|eneldo|莳萝
rocket,arugula|rucula|芝麻菜
walnut|nuez,nueces|核桃
"""
"""A food a line: English | Spanish | Chinese, the key first, other names after commas."""

FORMS = """
fillet filet filete lomo steak breast pechuga thigh muslo leg loin chop mince minced ground
picada picado piece trozo cube cubo slice rodaja wing ala head clove diente stick leaf leave
hoja bunch manojo heart cogollo vine rama sprig shoulder chuck strip
"""
"""Cuts and shapes: they say which food only where nothing else does."""

NOT_FOOD = """
a an the of for or and with in to into on at from by your this is as per if you have few some
about around more less each plus other not but all any my our very like use whatever optional
un una unos unas el la los las de del con en y o al para sin por
kg g gr gram gramme kilo mg ml cl dl l litre liter lb oz ounce pound cup glass can tin jar pack
packet pck bag box bottle tbsp tsp tablespoon teaspoon spoon spoonful pinch dash handful knob
drop splash cm inch gramo kilogramo litro taza vaso lata bote cucharada cucharadita pizca punado
paquete botella bolsa
one two three four five six seven eight nine ten half quarter dozen medio media uno dos tres
fresh freshly raw cooked dried dry frozen chopped diced sliced grated shredded crushed peeled
melted softened mashed drained rinsed cleaned cubed cut beaten toasted roasted boiled warm hot
cold ice room temperature small medium large big extra thin thick fine finely roughly whole
organic natural plain pure free range purpose wild farmed baby mini ripe unsalted salted
boneless skinless skin bone red green yellow white brown black purple golden similar shaped
taste garnish serving spice piece new classic premium quality sample
fresco fresca frescos frescas crudo cocido entero entera pequeno grande mediano ecologico
natural rojo roja verde amarillo blanco blanca negro maduro picado rallado
"""
"""Measures, states, sizes and little words of English and Spanish."""

NOT_FOOD_HAN = """
千克 公斤 毫升 汤匙 茶匙 大勺 小勺 适量 少许 新鲜 有机 若干 大约
克 斤 升 个 只 根 片 块 条 颗 瓣 把 勺 杯 包 袋 盒 瓶 罐 约 半 一 二 两 三 四 五 六 七 八 九 十
"""
"""Measures and states in Chinese, longer ones first."""
